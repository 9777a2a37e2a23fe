/** Given names by language and gender. */
export const FIRST_NAMES = {
  fr: {
    female: words('Camille Chloé Élodie Fatou Inès Jeanne Léa Manon Nathalie Sophie Yasmine Zoé'),
    male: words('Antoine Baptiste Damien Étienne Gaël Julien Karim Louis Mathis Olivier Rémi Yann'),
  },
  en: {
    female: words('Abigail Beth Charlotte Eleanor Grace Hannah Imogen Kate Lucy Niamh Ruth Zara'),
    male: words('Adam Callum Daniel Edward George Harry Isaac Jack Liam Owen Rhys Thomas'),
  },
};

/** Family names by language. */
export const LAST_NAMES = {
  fr: words(
    'Bertrand Blanchard Caron Chevalier Diallo Dubois Fontaine Gauthier Giraud Haddad Lambert Noël Perrin Vasseur',
  ),
  en: words(
    "Abbott Barlow Chapman Dawson Ellis Fletcher Gallagher Hughes Ibrahim Jennings Lowe O'Connor Patel Quinn",
  ),
};

/** Where somebody lives: name, country, latitude, longitude. */
export type City = readonly [name: string, country: string, lat: number, lng: number];

/** Cities by language. */
export const CITIES: Readonly<Record<'fr' | 'en', readonly City[]>> = {
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
};

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

function words(list: string): readonly string[] {
  return list.split(' ');
}
