/** What the guest's page says, by language and in this order. */
const NAMES = [
  ...['title', 'invited', 'waiting', 'together', 'declined', 'left', 'over', 'lost'],
  ...['accept', 'decline', 'consent', 'join', 'camera', 'noCamera', 'snapshot', 'taken'],
  ...['place', 'givePlace', 'noPlace', 'thanks', 'leave', 'survey', 'comment'],
];

const LINES = {
  en: `Video assistance|You are invited to a video session.|Your advisor is on the way.|Your advisor is with you.|You have declined the invitation.|You have left the session.|This session is over.|This link leads nowhere (any more).|Accept|Decline|I agree that pictures are taken and kept with this request.|Join|Allow the camera|No camera|Take a snapshot|Sent|Where are you?|Share my position|Don’t share|Thank you|Leave|How was it?|A word about it`,
  fr: `Assistance vidéo|Vous êtes invité à une session vidéo.|Votre conseiller arrive.|Votre conseiller est avec vous.|Vous avez décliné l’invitation.|Vous avez quitté la session.|Cette session est terminée.|Ce lien ne mène (plus) nulle part.|Accepter|Décliner|J’accepte que des photos soient prises et conservées avec cette demande.|Rejoindre|Autoriser la caméra|Sans caméra|Prendre une photo|Envoyée|Où êtes-vous ?|Partager ma position|Ne pas partager|Merci|Quitter|Comment était-ce ?|Un mot à ce sujet`,
  es: `Videoasistencia|Está invitado a una sesión de vídeo.|Su asesor está en camino.|Su asesor está con usted.|Ha rechazado la invitación.|Ha salido de la sesión.|Esta sesión ha terminado.|Este enlace (ya) no lleva a ninguna parte.|Aceptar|Rechazar|Acepto que se tomen fotos y se guarden con esta solicitud.|Unirse|Permitir la cámara|Sin cámara|Tomar una foto|Enviada|¿Dónde está?|Compartir mi posición|No compartir|Gracias|Salir|¿Qué tal fue?|Unas palabras`,
  de: `Videounterstützung|Sie sind zu einer Videositzung eingeladen.|Ihr Berater ist unterwegs.|Ihr Berater ist bei Ihnen.|Sie haben die Einladung abgelehnt.|Sie haben die Sitzung verlassen.|Diese Sitzung ist beendet.|Dieser Link führt nirgendwohin (mehr).|Annehmen|Ablehnen|Ich bin einverstanden, dass Bilder gemacht und mit der Anfrage aufbewahrt werden.|Beitreten|Kamera erlauben|Keine Kamera|Bild aufnehmen|Gesendet|Wo sind Sie?|Standort teilen|Nicht teilen|Danke|Verlassen|Wie war es?|Ein Wort dazu`,
  it: `Videoassistenza|È invitato a una sessione video.|Il suo consulente sta arrivando.|Il suo consulente è con lei.|Ha rifiutato l’invito.|Ha lasciato la sessione.|Questa sessione è finita.|Questo link non porta (più) da nessuna parte.|Accetta|Rifiuta|Accetto che si scattino foto e si conservino con questa richiesta.|Partecipa|Consenti la fotocamera|Senza fotocamera|Scatta una foto|Inviata|Dove si trova?|Condividi la posizione|Non condividere|Grazie|Esci|Com’è andata?|Una parola in merito`,
  pt: `Assistência por vídeo|Foi convidado para uma sessão de vídeo.|O seu assistente está a caminho.|O seu assistente está consigo.|Recusou o convite.|Saiu da sessão.|Esta sessão terminou.|Esta ligação (já) não leva a lado nenhum.|Aceitar|Recusar|Aceito que sejam tiradas fotografias e guardadas com este pedido.|Entrar|Permitir a câmara|Sem câmara|Tirar uma fotografia|Enviada|Onde está?|Partilhar a posição|Não partilhar|Obrigado|Sair|Como correu?|Uma palavra sobre isso`,
  nl: `Videohulp|U bent uitgenodigd voor een videosessie.|Uw adviseur komt eraan.|Uw adviseur is bij u.|U hebt de uitnodiging afgeslagen.|U hebt de sessie verlaten.|Deze sessie is voorbij.|Deze link leidt nergens (meer) heen.|Aannemen|Afslaan|Ik ga ermee akkoord dat er foto’s worden gemaakt en bij de aanvraag bewaard.|Deelnemen|Camera toestaan|Geen camera|Foto maken|Verzonden|Waar bent u?|Positie delen|Niet delen|Dank u|Verlaten|Hoe was het?|Een woord erover`,
};

/** The words of a language; of English where a language has none. */
export function wordsOf(language) {
  const line = LINES[language] ?? LINES.en;
  return Object.fromEntries(line.split('|').map((text, at) => [NAMES[at], text]));
}
