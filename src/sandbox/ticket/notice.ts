/** Subject and text of the built-in invitation, in each language that notifications exist in. */
const INVITATIONS: Readonly<Record<string, { subject: string; body: string }>> = {
  fr: { subject: 'Votre assistance vidéo', body: 'Ouvrez ce lien pour rejoindre votre conseiller en vidéo.' },
  en: { subject: 'Your video assistance', body: 'Open this link to join your advisor by video.' },
  es: { subject: 'Su videoasistencia', body: 'Abra este enlace para reunirse con su asesor por vídeo.' },
  de: {
    subject: 'Ihre Videounterstützung',
    body: 'Öffnen Sie diesen Link, um Ihren Berater per Video zu treffen.',
  },
  it: {
    subject: 'La sua videoassistenza',
    body: 'Apra questo link per incontrare il suo consulente in video.',
  },
  pt: {
    subject: 'A sua assistência por vídeo',
    body: 'Abra este link para falar com o seu assistente por vídeo.',
  },
  nl: { subject: 'Uw videohulp', body: 'Open deze link om uw adviseur via video te spreken.' },
};

/** What an invitation says; a ticket's own subject goes before the built-in one. */
export function invitationText(ticket: { language: string; subject: string | null }) {
  const builtIn = INVITATIONS[ticket.language] ?? { subject: null, body: '' };
  return { subject: ticket.subject ?? builtIn.subject, body: builtIn.body };
}
