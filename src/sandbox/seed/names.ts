/** Given names by language and gender. */
export const FIRST_NAMES = {
  fr: {
    female: [
      'Camille',
      'Chloé',
      'Élodie',
      'Fatou',
      'Inès',
      'Jeanne',
      'Léa',
      'Manon',
      'Nathalie',
      'Sophie',
      'Yasmine',
      'Zoé',
    ],
    male: [
      'Antoine',
      'Baptiste',
      'Damien',
      'Étienne',
      'Gaël',
      'Julien',
      'Karim',
      'Louis',
      'Mathis',
      'Olivier',
      'Rémi',
      'Yann',
    ],
  },
  en: {
    female: [
      'Abigail',
      'Beth',
      'Charlotte',
      'Eleanor',
      'Grace',
      'Hannah',
      'Imogen',
      'Kate',
      'Lucy',
      'Niamh',
      'Ruth',
      'Zara',
    ],
    male: [
      'Adam',
      'Callum',
      'Daniel',
      'Edward',
      'George',
      'Harry',
      'Isaac',
      'Jack',
      'Liam',
      'Owen',
      'Rhys',
      'Thomas',
    ],
  },
} as const;

/** Family names by language. */
export const LAST_NAMES = {
  fr: [
    ...[
      'Bertrand',
      'Blanchard',
      'Caron',
      'Chevalier',
      'Da Silva',
      'Diallo',
      'Dubois',
      'Fontaine',
      'Gauthier',
      'Giraud',
    ],
    ...[
      'Haddad',
      'Lambert',
      'Leclerc',
      'Le Goff',
      'Marchand',
      'Noël',
      'Perrin',
      'Renaud',
      'Rivière',
      'Vasseur',
    ],
  ],
  en: [
    ...[
      'Abbott',
      'Barlow',
      'Chapman',
      'Dawson',
      'Ellis',
      'Fletcher',
      'Gallagher',
      'Hughes',
      'Ibrahim',
      'Jennings',
    ],
    ...['Knight', 'Lowe', 'Mitchell', "O'Connor", 'Patel', 'Quinn', 'Reid', 'Shaw', 'Turner', 'Whitfield'],
  ],
} as const;

/** Cities by language: name, country, latitude, longitude. */
export const CITIES = {
  fr: [
    ['Lannion', 'FR', 48.7325, -3.4553],
    ['Rennes', 'FR', 48.1173, -1.6778],
    ['Lyon', 'FR', 45.764, 4.8357],
    ['Lille', 'FR', 50.6292, 3.0573],
    ['Nantes', 'FR', 47.2184, -1.5536],
    ['Toulouse', 'FR', 43.6047, 1.4442],
    ['Namur', 'BE', 50.4674, 4.8719],
    ['Lausanne', 'CH', 46.5197, 6.6323],
  ],
  en: [
    ['Bristol', 'GB', 51.4545, -2.5879],
    ['Leeds', 'GB', 53.8008, -1.5491],
    ['Norwich', 'GB', 52.6309, 1.2974],
    ['Cardiff', 'GB', 51.4816, -3.1791],
    ['Glasgow', 'GB', 55.8642, -4.2518],
    ['York', 'GB', 53.96, -1.0873],
    ['Cork', 'IE', 51.8985, -8.4756],
    ['Galway', 'IE', 53.2707, -9.0568],
  ],
} as const;

/** Customers that are firms. */
export const COMPANIES = [
  ...[
    'Boulangerie du Port',
    'Cabinet Ozanne',
    'Copropriété Les Tilleuls',
    'Garage Morvan',
    'Hôtel de la Gare',
  ],
  ...['Greenway Lettings', 'Harbour Dental', 'Millbrook School', 'North Quay Brewery', 'The Reading Room'],
] as const;
