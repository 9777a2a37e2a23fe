/** The built-in invitation in one language: its subject, what it says to a guest, and to the agent who is invited too. */
interface Notice {
  subject: string;
  guest: string;
  agent: string;
}

const notice = (subject: string, guest: string, agent: string): Notice => ({ subject, guest, agent });

/** Every language that notifications exist in. */
const INVITATIONS: Readonly<Record<string, Notice>> = {
  fr: notice('Votre assistance vidéo', 'Rejoignez votre conseiller en vidéo.', 'Ouvrez la session ici.'),
  en: notice('Your video assistance', 'Join your advisor by video.', 'Open the session here.'),
  es: notice('Su videoasistencia', 'Reúnase con su asesor por vídeo.', 'Abra la sesión aquí.'),
  de: notice(
    'Ihre Videounterstützung',
    'Treffen Sie Ihren Berater per Video.',
    'Öffnen Sie hier die Sitzung.',
  ),
  it: notice('La sua videoassistenza', 'Incontri il suo consulente in video.', 'Apra qui la sessione.'),
  pt: notice('A sua assistência por vídeo', 'Fale com o seu assistente por vídeo.', 'Abra aqui a sessão.'),
  nl: notice('Uw videohulp', 'Spreek uw adviseur via video.', 'Open hier de sessie.'),
};

/** Who a message is for. */
export type Reader = 'guest' | 'agent';

/** What an invitation says to its reader; a ticket's own subject goes before the built-in one, and a text message has none. */
export function invitationText(
  ticket: { language: string; subject: string | null },
  channel: 'email' | 'sms',
  reader: Reader,
): { subject: string | null; body: string } {
  const builtIn = INVITATIONS[ticket.language];
  const subject = channel === 'sms' ? null : (ticket.subject ?? builtIn?.subject ?? null);
  return { subject, body: builtIn?.[reader] ?? '' };
}
