/** What messages are made of, in one language. */
export interface Words {
  /** Subject of an invitation, and of a reminder of it. */
  subject: string;
  reminder: string;
  /** What an invitation and a reminder say to a guest. */
  guest: string;
  guestSoon: string;
  /** The same for the agent who is invited too. */
  agent: string;
  agentSoon: string;
  /** How a letter begins and ends. */
  hello: string;
  bye: string;
}

/** Languages that notifications exist in. */
export const LANGUAGES = ['fr', 'en', 'es', 'de', 'it', 'pt', 'nl'] as const;

/** The words of every language. */
export const WORDS = {
  fr: {
    subject: 'Votre assistance vidéo',
    reminder: 'Rappel : votre assistance vidéo',
    guest: 'Rejoignez votre conseiller en vidéo.',
    guestSoon: 'Votre conseiller vous attend bientôt en vidéo.',
    agent: 'Ouvrez la session ici.',
    agentSoon: 'La session commence bientôt. Ouvrez-la ici.',
    hello: 'Bonjour',
    bye: 'Cordialement',
  },
  en: {
    subject: 'Your video assistance',
    reminder: 'Reminder: your video assistance',
    guest: 'Join your advisor by video.',
    guestSoon: 'Your advisor will soon meet you by video.',
    agent: 'Open the session here.',
    agentSoon: 'The session begins soon. Open it here.',
    hello: 'Hello',
    bye: 'Kind regards',
  },
  es: {
    subject: 'Su videoasistencia',
    reminder: 'Recordatorio: su videoasistencia',
    guest: 'Reúnase con su asesor por vídeo.',
    guestSoon: 'Su asesor le espera pronto por vídeo.',
    agent: 'Abra la sesión aquí.',
    agentSoon: 'La sesión empieza pronto. Ábrala aquí.',
    hello: 'Buenos días',
    bye: 'Un cordial saludo',
  },
  de: {
    subject: 'Ihre Videounterstützung',
    reminder: 'Erinnerung: Ihre Videounterstützung',
    guest: 'Treffen Sie Ihren Berater per Video.',
    guestSoon: 'Ihr Berater erwartet Sie bald per Video.',
    agent: 'Öffnen Sie hier die Sitzung.',
    agentSoon: 'Die Sitzung beginnt bald. Öffnen Sie sie hier.',
    hello: 'Guten Tag',
    bye: 'Mit freundlichen Grüßen',
  },
  it: {
    subject: 'La sua videoassistenza',
    reminder: 'Promemoria: la sua videoassistenza',
    guest: 'Incontri il suo consulente in video.',
    guestSoon: 'Il suo consulente la aspetta presto in video.',
    agent: 'Apra qui la sessione.',
    agentSoon: 'La sessione inizia presto. La apra qui.',
    hello: 'Buongiorno',
    bye: 'Cordiali saluti',
  },
  pt: {
    subject: 'A sua assistência por vídeo',
    reminder: 'Lembrete: a sua assistência por vídeo',
    guest: 'Fale com o seu assistente por vídeo.',
    guestSoon: 'O seu assistente espera por si em breve, por vídeo.',
    agent: 'Abra aqui a sessão.',
    agentSoon: 'A sessão começa em breve. Abra-a aqui.',
    hello: 'Bom dia',
    bye: 'Com os melhores cumprimentos',
  },
  nl: {
    subject: 'Uw videohulp',
    reminder: 'Herinnering: uw videohulp',
    guest: 'Spreek uw adviseur via video.',
    guestSoon: 'Uw adviseur spreekt u binnenkort via video.',
    agent: 'Open hier de sessie.',
    agentSoon: 'De sessie begint binnenkort. Open haar hier.',
    hello: 'Goedendag',
    bye: 'Met vriendelijke groet',
  },
} as const satisfies Readonly<Record<(typeof LANGUAGES)[number], Words>>;
