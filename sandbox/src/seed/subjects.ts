/** A thing in a house, and what may be wrong with it; each symptom reads on from the thing. */
export interface Matter {
  thing: string;
  symptoms: readonly string[];
}

const EN = `
Boiler: does not start | loses pressure overnight | shows error E04 | bangs when heating | gives no hot water | leaks at the valve
Router: drops the line every evening | blinks red since the storm | has no wifi upstairs | restarts by itself | is slow on cable
Electricity meter: display is blank | reading refused online | trips at night | seal is broken | counts backwards with solar
Water meter: turns with all taps shut | glass is fogged | was swapped, reading unclear | frozen in its pit | jumped by 40 m³
Heat pump: ices up outside | runs all night | shows fault F28 | is louder than before | does not cool | lost its connection
Kitchen ceiling: has a brown stain | came down after a leak | drips from the light | cracked near the hob | is damp again
Roof: lost tiles in the wind | leaks at the chimney | gutter hangs loose | skylight does not close | moss lifts the slates
Dishwasher: does not drain | stops at 12 minutes | floods the plinth | door will not lock | smells of burning
Windscreen: cracked on the motorway | chipped, driver side | replaced, sensor off | wiper scratched it | leaks at the top
Solar inverter: shows grid fault | is offline since Monday | yields half of June | clicks every minute | fan is stuck
`;

const FR = `
Chaudière: ne démarre plus | perd de la pression la nuit | affiche le code E04 | cogne en chauffe | fuit à la vanne
Box internet: coupe tous les soirs | clignote en rouge depuis l'orage | sans wifi à l'étage | redémarre seule | lente en filaire
Compteur électrique: n'affiche plus rien | relevé refusé en ligne | disjoncte la nuit | scellé cassé | bourdonne
Compteur d'eau: tourne robinets fermés | vitre embuée | remplacé, index illisible | gelé dans son regard | a sauté de 40 m³
Pompe à chaleur: givre à l'extérieur | tourne toute la nuit | en défaut F28 | plus bruyante qu'avant | ne rafraîchit plus
Plafond de la cuisine: taché de brun | tombé après une fuite | goutte par le luminaire | fissuré près des plaques | bombé
Toiture: a perdu des tuiles | fuit à la cheminée | gouttière décrochée | velux qui ferme mal | solin décollé
Lave-vaisselle: ne vidange plus | s'arrête à 12 minutes | inonde la plinthe | ne verrouille plus | sent le brûlé
Pare-brise: fissuré sur l'autoroute | impact côté conducteur | remplacé, capteur éteint | rayé par l'essuie-glace | fuit en haut
Onduleur solaire: en défaut réseau | hors ligne depuis lundi | produit la moitié de juin | claque chaque minute | ventilateur bloqué
`;

/** What goes wrong in houses, by language; in both the same things in the same order. */
export const MATTERS = { en: matters(EN), fr: matters(FR) };

/** What a description goes on with: since when, what was tried, how to get in. */
export const REMARKS = {
  en: {
    since: words(
      'Started on Sunday. | Noticed this morning. | Second time this month. | Getting worse for a week.',
    ),
    tried: words(
      'Switched off and on, no change. | A neighbour had a look. | Nothing was touched. | Filter was cleaned.',
    ),
    access: words(
      'At home after 5 pm. | The caretaker has the gate code. | Dog in the garden. | Please call before.',
    ),
  },
  fr: {
    since: words(
      "Depuis dimanche. | Constaté ce matin. | Deuxième fois ce mois-ci. | S'aggrave depuis une semaine.",
    ),
    tried: words(
      "Éteint et rallumé, sans effet. | Un voisin a regardé. | Rien n'a été touché. | Filtre nettoyé.",
    ),
    access: words(
      'Présent après 17 h. | Code du portail chez le gardien. | Chien dans le jardin. | Appeler avant.',
    ),
  },
};

/** Streets, to tell like matters apart. */
export const STREETS = {
  en: words(
    'Mill Lane | Station Road | Church Street | Orchard Close | Quay Street | Elm Grove | Castle Hill | Priory Walk',
  ),
  fr: words(
    'rue des Lilas | avenue de la Gare | quai du Port | rue Pasteur | chemin des Vignes | place du Marché | rue Neuve',
  ),
};

function matters(table: string): readonly Matter[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [thing = '', symptoms = ''] = line.split(': ');
      return { thing, symptoms: words(symptoms) };
    });
}

function words(list: string): readonly string[] {
  return list.split(' | ');
}
