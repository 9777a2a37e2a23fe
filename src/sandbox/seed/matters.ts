/** What goes wrong in houses: the thing, and what is said of it. Each symptom reads on from the thing. */
export const MATTERS = {
  en: [
    [
      'Boiler',
      [
        'does not start',
        'loses pressure overnight',
        'shows error E04',
        'bangs when heating',
        'gives no hot water',
        'leaks at the valve',
      ],
    ],
    [
      'Router',
      [
        'drops the line every evening',
        'blinks red since the storm',
        'has no wifi upstairs',
        'restarts by itself',
        'lost its settings',
        'is slow on cable',
      ],
    ],
    [
      'Electricity meter',
      [
        'display is blank',
        'reading refused online',
        'trips at night',
        'seal is broken',
        'counts backwards with solar',
        'hums loudly',
      ],
    ],
    [
      'Water meter',
      [
        'turns with all taps shut',
        'glass is fogged',
        'was swapped, reading unclear',
        'frozen in its pit',
        'cannot be reached',
        'jumped by 40 m³',
      ],
    ],
    [
      'Heat pump',
      [
        'ices up outside',
        'runs all night',
        'shows fault F28',
        'is louder than before',
        'does not cool',
        'lost its connection',
      ],
    ],
    [
      'Kitchen ceiling',
      [
        'has a brown stain',
        'came down after a leak',
        'drips from the light',
        'cracked near the hob',
        'bulges',
        'is damp again',
      ],
    ],
    [
      'Roof',
      [
        'lost tiles in the wind',
        'leaks at the chimney',
        'gutter hangs loose',
        'skylight does not close',
        'flashing came off',
        'moss lifts the slates',
      ],
    ],
    [
      'Dishwasher',
      [
        'does not drain',
        'stops at 12 minutes',
        'floods the plinth',
        'door will not lock',
        'leaves salt on glasses',
        'smells of burning',
      ],
    ],
    [
      'Car windscreen',
      [
        'cracked on the motorway',
        'chipped, driver side',
        'replaced, sensor off',
        'wiper scratched it',
        'leaks at the top',
        'heating does not work',
      ],
    ],
    [
      'Solar inverter',
      [
        'shows grid fault',
        'is offline since Monday',
        'yields half of June',
        'clicks every minute',
        'needs a new password',
        'fan is stuck',
      ],
    ],
  ],
  fr: [
    [
      'Chaudière',
      [
        'ne démarre plus',
        'perd de la pression la nuit',
        'affiche le code E04',
        'fait du bruit en chauffe',
        "ne donne plus d'eau chaude",
        'fuit à la vanne',
      ],
    ],
    [
      'Box internet',
      [
        'coupe tous les soirs',
        "clignote en rouge depuis l'orage",
        "n'a pas de wifi à l'étage",
        'redémarre seule',
        'a perdu ses réglages',
        'est lente en filaire',
      ],
    ],
    [
      'Compteur électrique',
      [
        "n'affiche plus rien",
        'relevé refusé en ligne',
        'disjoncte la nuit',
        'au scellé cassé',
        "tourne à l'envers avec le solaire",
        'bourdonne',
      ],
    ],
    [
      "Compteur d'eau",
      [
        'tourne robinets fermés',
        'à la vitre embuée',
        'remplacé, index illisible',
        'gelé dans son regard',
        'inaccessible',
        'a sauté de 40 m³',
      ],
    ],
    [
      'Pompe à chaleur',
      [
        "givre à l'extérieur",
        'tourne toute la nuit',
        'en défaut F28',
        "plus bruyante qu'avant",
        'ne rafraîchit plus',
        'a perdu sa connexion',
      ],
    ],
    [
      'Plafond de la cuisine',
      [
        'taché de brun',
        'tombé après une fuite',
        'goutte par le luminaire',
        'fissuré près des plaques',
        'bombé',
        'de nouveau humide',
      ],
    ],
    [
      'Toiture',
      [
        'a perdu des tuiles',
        'fuit à la cheminée',
        'à la gouttière décrochée',
        'au velux qui ferme mal',
        'au solin décollé',
        'à la mousse soulevée',
      ],
    ],
    [
      'Lave-vaisselle',
      [
        'ne vidange plus',
        "s'arrête à 12 minutes",
        'inonde la plinthe',
        'ne verrouille plus',
        'laisse du sel',
        'sent le brûlé',
      ],
    ],
    [
      'Pare-brise',
      [
        "fissuré sur l'autoroute",
        'impacté côté conducteur',
        'remplacé, capteur éteint',
        "rayé par l'essuie-glace",
        'fuit en haut',
        'au dégivrage en panne',
      ],
    ],
    [
      'Onduleur solaire',
      [
        'en défaut réseau',
        'hors ligne depuis lundi',
        'produit la moitié de juin',
        'claque chaque minute',
        'sans mot de passe',
        'au ventilateur bloqué',
      ],
    ],
  ],
} as const;

/** What a description goes on with: since when, what was tried, how to get in. */
export const REMARKS = {
  en: {
    since: [
      'Started on Sunday.',
      'Noticed this morning.',
      'Second time this month.',
      'Since the last visit.',
      'Getting worse for a week.',
    ],
    tried: [
      'Switched off and on, no change.',
      'A neighbour had a look already.',
      'Nothing was touched.',
      'Filter was cleaned.',
      'Photos will follow by video.',
    ],
    access: [
      'Customer is at home after 5 pm.',
      'Code of the gate is with the caretaker.',
      'Dog in the garden.',
      'Lift is out of order.',
      'Please call before.',
    ],
  },
  fr: {
    since: [
      'Depuis dimanche.',
      'Constaté ce matin.',
      'Deuxième fois ce mois-ci.',
      'Depuis le dernier passage.',
      "S'aggrave depuis une semaine.",
    ],
    tried: [
      'Éteint et rallumé, sans effet.',
      'Un voisin a déjà regardé.',
      "Rien n'a été touché.",
      'Filtre nettoyé.',
      'Le client montrera en vidéo.',
    ],
    access: [
      'Présent après 17 h.',
      'Code du portail chez le gardien.',
      'Chien dans le jardin.',
      'Ascenseur en panne.',
      'Appeler avant de passer.',
    ],
  },
} as const;

/** Streets, to tell like matters apart. */
export const STREETS = {
  en: [
    'Mill Lane',
    'Station Road',
    'Church Street',
    'Orchard Close',
    'Quay Street',
    'Elm Grove',
    'Castle Hill',
    'Priory Walk',
  ],
  fr: [
    'rue des Lilas',
    'avenue de la Gare',
    'quai du Port',
    'rue Pasteur',
    'chemin des Vignes',
    'place du Marché',
    'allée des Tilleuls',
    'rue Neuve',
  ],
} as const;
