//! Names in the forms that rewriting gives them: what must hold, and beside it what must still be found.

use super::tests::{faulty, sound};
use crate::lang::Lang;

#[test]
fn sound_french_forms_hold() {
    sound(
        Lang::FR,
        &[
            (
                "La tenture de sainte Odrade est de retour au musée Lescure.",
                "Le musée Lescure retrouve la tenture de sainte Odrade.",
            ),
            (
                "La chapelle de Kerlouan est fermée depuis lundi.",
                "Fermée depuis lundi, la chapelle de Kerlouan attend ses travaux.",
            ),
            (
                "Le quartier de Bellevue est privé d’eau.",
                "Plus d’eau à Bellevue, un quartier entier.",
            ),
            (
                "La route de Morlaix ouest rouvrira lundi.",
                "Lundi, la route de Morlaix rouvrira côté ouest.",
            ),
            (
                "Le vent de Camargue sud tourne vers Arlanc.",
                "À Arlanc, le vent de Camargue vient du sud.",
            ),
            (
                "La ville achète la tapisserie en 1889 à un marchand.",
                "Il fallut que la Ville la rachète en 1889 à un marchand.",
            ),
            (
                "La commune a vendu le pré, que la ville reprend.",
                "Le pré vendu par la commune, la Ville le reprend.",
            ),
            (
                "La ville refuse de payer, dit le préfet.",
                "Le préfet demande à la Ville de payer.",
            ),
            (
                "La ville explique son refus.",
                "Dans un texte, la Ville explique son refus.",
            ),
            (
                "Le parti rappelle sa règle ; la région arrive.",
                "La Région arrive, et le Parti rappelle sa règle.",
            ),
            (
                "Le conseil doit agir, dit-il.",
                "Il somme le Conseil d’agir.",
            ),
            (
                "Le maire a écrit au\nministre Paul Morand, a dit Jean\nDupont.",
                "Jean Dupont a dit que le maire avait écrit à Paul Morand.",
            ),
            (
                "L’État les aide depuis mars.",
                "Depuis mars, l’aide vient de l’État.",
            ),
            (
                "Le département l’aide, et la région le suit.",
                "La Région le suit et le Département l’aide.",
            ),
            (
                "Le maire a saisi le tribunal, qui statue jeudi.",
                "Le Tribunal statue jeudi, saisi par le Maire.",
            ),
            (
                "La mairie a choisi. La Ville de Brest paie les travaux.",
                "C’est la ville de Brest qui paie les travaux.",
            ),
            (
                "La Cour des comptes publie son rapport.",
                "Dans son rapport, la Cour des comptes tranche.",
            ),
            (
                "Le rapport de la Cour des comptes accable la Ville de Paris.",
                "La ville de Paris est accablée par la Cour des comptes.",
            ),
            (
                "Centre hospitalier de Vaucresson-les-Eaux\nCommuniqué du 17 septembre\n\nL’hôpital ouvre lundi.",
                "L’hôpital de Vaucresson-les-Eaux ouvre lundi.",
            ),
            (
                "Mairie de Saint-Aubin\nService Culture\nPlace du Marché\n\nLe musée ouvre lundi.",
                "Le musée de Saint-Aubin ouvre lundi, dit le service culture, place du Marché.",
            ),
            (
                "Le maire de Tours\nJean Dupont\n\nLa place ouvre lundi.",
                "La place ouvre lundi, dit Jean Dupont, maire de Tours.",
            ),
            (
                "INCENDIE AU PORT DE LORMONT\n\nLe port de Lormont a brûlé mardi.",
                "Mardi, le port de Lormont a brûlé.",
            ),
            (
                "ALERTE INCENDIE : deux blessés à Lormont\n\nUn feu a pris mardi à Lormont.",
                "Deux blessés dans un feu mardi à Lormont.",
            ),
            (
                "Il parle devant les Dupont.",
                "Il parle devant la famille Dupont.",
            ),
            (
                "La famille Dupont s’oppose au projet.",
                "Les Dupont s’opposent au projet.",
            ),
            (
                "Jean Dupont et Marie Dupont ont voté.",
                "Jean et Marie Dupont ont voté.",
            ),
            (
                "Jean et Marie Dupont ont voté.",
                "Marie Dupont et Jean Dupont ont voté.",
            ),
            (
                "Le port de Saint-Malo est fermé.",
                "Le port de St-Malo est fermé.",
            ),
            (
                "Le port de Saint Malo est fermé.",
                "Le port de Saint-Malo est fermé.",
            ),
            (
                "La société Durand & Fils embauche.",
                "La société Durand et Fils embauche.",
            ),
            (
                "La société Acmétal SA embauche à Lens.",
                "À Lens, Acmétal embauche.",
            ),
            (
                "Acmétal embauche à Lens.",
                "La société Acmétal SA embauche à Lens.",
            ),
            (
                "Le stade de Lens-Nord rouvre.",
                "À Lens-Nord, le stade rouvre.",
            ),
            (
                "Il vit à Tours (Indre-et-Loire).",
                "Il vit en Indre-et-Loire, à Tours.",
            ),
            ("Le musée de Rennes rouvre.", "Le musée rennais rouvre."),
            ("Les Rennais votent dimanche.", "On vote dimanche à Rennes."),
            ("Le S.N.U. recule.", "Le SNU recule."),
            (
                "Il étudie le Français et l’Allemand.",
                "Il étudie l’allemand et le français.",
            ),
            (
                "Le Président a reçu le Premier ministre Paul Morand.",
                "Paul Morand, Premier ministre, a été reçu par le président.",
            ),
            (
                "Il sort sur Internet pour Noël.",
                "À Noël, on le trouvera sur internet.",
            ),
            (
                "La ligne 12 du Tramway va à Plessis.",
                "Le tramway, ligne 12, dessert Plessis.",
            ),
            (
                "Le navire *Étoile du Nord* a coulé.",
                "L’« Étoile du Nord » a coulé.",
            ),
            (
                "L’Étoile du Nord a coulé.",
                "Le naufrage de l’*Étoile du Nord* a eu lieu.",
            ),
            (
                "Il habite rue Victor-Hugo à Metz.",
                "À Metz, il habite rue Victor Hugo.",
            ),
            (
                "Le Conseil municipal a voté.",
                "Le conseil municipal a voté.",
            ),
            ("L’agence a choisi.", "L’Agence le choisit."),
            (
                "Le festival débute : les artistes de Lorient arrivent.",
                "Le Festival débute : Artistes de Lorient en tête.",
            ),
            (
                "Les lundis et jeudis, la piscine ferme.",
                "La piscine ferme les Lundis et Jeudis.",
            ),
        ],
    );
}

#[test]
fn sound_english_forms_hold() {
    sound(
        Lang::EN,
        &[
            (
                "CRISP PLANT BLAZE: 90 workers evacuated\n\nThe blaze at the crisp plant in Brackley began on Monday.",
                "On Monday a blaze began at a crisp plant in Brackley.",
            ),
            (
                "BREAKING NEWS: FIRE AT MILL\n\nA fire broke out at the mill in Orsk on Monday.",
                "A fire broke out on Monday at the Orsk mill.",
            ),
            (
                "ROAD SHUT AFTER LANDSLIP\n\nThe A87 is shut.",
                "The A87 is closed.",
            ),
            (
                "The gym opens on Mondays, Wednesdays and Thursdays.",
                "The gym opens on Monday, Wednesday and Thursday.",
            ),
            (
                "The gym opens every Monday and Friday.",
                "The gym opens on Mondays and Fridays.",
            ),
            (
                "The Metro runs to the airport from Harrowgate Central.\n\nHarrowgate Metro opens on Friday.",
                "The Metro starts running from Harrowgate Central on Friday.",
            ),
            (
                "Harrowgate Metro opens its line on Friday.",
                "In Harrowgate, the Metro opens its line on Friday.",
            ),
            (
                "Ashmere Borough Council voted for it.",
                "In Ashmere, the council voted for it.",
            ),
            (
                "The Court of Appeal ruled on Friday.",
                "On Friday the appeal court ruled.",
            ),
            ("The museum reopened.", "The Museum reopened."),
            (
                "The council met, and the mayor spoke.",
                "The Council met and the Mayor spoke.",
            ),
            (
                "The Council met the Mayor.",
                "The mayor was met by the council.",
            ),
            (
                "The U.S. team met the U.K. team.",
                "The US team met the UK team.",
            ),
            ("The US team won.", "The U.S. team won."),
            (
                "Smith & Jones closed its shop.",
                "Smith and Jones closed its shop.",
            ),
            (
                "Smith and Jones closed its shop.",
                "The shop of Smith & Jones is closed.",
            ),
            ("Brenlow Inc. will hire 12.", "Brenlow will hire 12."),
            ("Brenlow Ltd will hire 12.", "Brenlow will hire 12."),
            ("Brenlow will hire 12.", "Brenlow Inc will hire 12."),
            (
                "Kirsten Farrelly spoke. Farrelly's bill failed.",
                "Farrelly’s bill failed, Kirsten Farrelly said.",
            ),
            (
                "John Smith, 45, was jailed.",
                "Mr Smith, 45, was jailed. John Smith had pleaded guilty.",
            ),
            (
                "The Smith and Jones families met.",
                "The Smiths and the Joneses met.",
            ),
            ("The Smith family met.", "The Smiths met."),
            ("Bus line 88 will run to Orsk.", "Line 88 will run to Orsk."),
            (
                "Line 88 will run to Orsk.",
                "Buses on Line 88 will run to Orsk.",
            ),
            ("The St Ives ferry sank.", "The Saint Ives ferry sank."),
            ("The St. Ives ferry sank.", "The ferry of St Ives sank."),
            ("The ship *Northern Star* sank.", "The Northern Star sank."),
            (
                "Pupils learn French and Spanish.",
                "French and Spanish are what pupils learn.",
            ),
            (
                "Shops open at Christmas and Easter.",
                "At Easter and Christmas, shops open.",
            ),
            (
                "The internet failed in the state.",
                "The Internet failed in the State.",
            ),
            (
                "There were two winners: Orsk and Tolland.",
                "Two won: Tolland and Orsk.",
            ),
            (
                "Three steps follow.\n\n- Bring a lamp.\n- Wear gloves.",
                "Three steps follow.\n\n- Lamp: bring one.\n- Gloves should be worn.",
            ),
            (
                "# Town Votes To Close Old Mill\n\nThe town voted to close the old mill in Orsk.",
                "The town of Orsk voted to close the old mill.",
            ),
            (
                "The town voted to close the old mill in Orsk.",
                "# Orsk Votes To Close Old Mill\n\nThe town voted to close the old mill.",
            ),
            ("Jean-Luc Perrin spoke.", "Jean Luc Perrin spoke."),
            (
                "It was the work of Ludwig van der Meer.",
                "Van der Meer did it. Ludwig van der Meer left.",
            ),
            (
                "The Paris-based firm grew.",
                "The firm, based in Paris, grew.",
            ),
            (
                "The Department for Transport said no.",
                "The transport department said no.",
            ),
            (
                "Orsk Council\nPress Release\nMonday 4 March\n\nThe pool shuts on Monday.",
                "Orsk council said the pool shuts on Monday.",
            ),
            (
                "Police in Hexley were called to Fore Street.",
                "Hexley police were called to Fore Street.",
            ),
            (
                "The Bishop of Wexford wrote to the Prime Minister.",
                "The prime minister had a letter from the bishop of Wexford.",
            ),
        ],
    );
}

#[test]
fn faulty_forms_are_found() {
    faulty(
        Lang::FR,
        &[
            (
                "La tenture de sainte Odrade est de retour.",
                "La tenture de sainte Ozarde est de retour.",
            ),
            (
                "La tenture de sainte Odrade est de retour.",
                "La tenture est de retour.",
            ),
            (
                "Il cite la Cour des comptes.",
                "Il cite la Cour de cassation.",
            ),
            ("Il cite la Ville de Paris.", "Il cite la Ville de Lyon."),
            ("Il vote à Lens-Nord jeudi.", "Il vote à Lens-Sud jeudi."),
            ("Il vote à Saint-Malo jeudi.", "Il vote à Saint-Lô jeudi."),
            (
                "Jean et Marie Dupont ont voté.",
                "Jean et Marthe Dupont ont voté.",
            ),
            ("Les Dupont ont voté.", "Les Dupond ont voté."),
            (
                "La société Acmétal SA embauche.",
                "La société Acmédal SA embauche.",
            ),
            ("Il vit en Indre-et-Loire.", "Il vit en Maine-et-Loire."),
            ("Le Conseil de Paris a voté.", "Le Conseil de Lyon a voté."),
            (
                "Il saisit la Cour de cassation.",
                "Il saisit la Cour de justice.",
            ),
            (
                "Il est élu à la Région Bretagne.",
                "Il est élu à la Région Normandie.",
            ),
            (
                "Centre hospitalier de Vaucresson\nCommuniqué du jour\n\nIl ouvre.",
                "Le centre hospitalier de Vauxbuin ouvre.",
            ),
            (
                "Il cite la Banque mondiale.",
                "Il cite la Banque européenne.",
            ),
            ("La Corée du Sud a gagné.", "La Corée du Nord a gagné."),
            (
                "Il va au stade Jean-Bouin lundi.",
                "Il va au stade Jean-Moulin lundi.",
            ),
            (
                "Il fut reçu au Sénat par Luc Morvan.",
                "Il fut reçu au Sénat par Luc Morvant.",
            ),
            ("Il cite Anne Kervella.", "Il cite Kervella."),
        ],
    );
    faulty(
        Lang::EN,
        &[
            (
                "CRISP PLANT BLAZE\n\nThe plant in Brackley burned.",
                "The plant in Hackley burned.",
            ),
            (
                "NASA PROBE LOST\n\nThe agency NASA lost a probe.",
                "The agency lost a probe.",
            ),
            (
                "The gym opens at Orsk on Mondays.",
                "The gym opens at Osk on Mondays.",
            ),
            (
                "On Friday Harrowgate Metro opens.",
                "The Metro opens on Friday.",
            ),
            (
                "On Friday Harrowgate Metro opens.",
                "On Friday Harrogate Metro opens.",
            ),
            (
                "The talks were led by Ingrid Solbakken.",
                "The talks were led by Ingrid Solberg.",
            ),
            (
                "Smith & Jones closed its shop.",
                "Smith & Johns closed its shop.",
            ),
            (
                "The vote in South Korea is over.",
                "The vote in North Korea is over.",
            ),
            ("Brenlow Inc. will hire.", "Brenloe Inc. will hire."),
            (
                "The Smith and Jones families met.",
                "The Smith and James families met.",
            ),
            (
                "The ship *Northern Star* sank.",
                "The ship *Southern Star* sank.",
            ),
            ("The ferry left St Ives.", "The ferry left St Mawes."),
            (
                "He met Mr Smith and Mr Brown in Leeds.",
                "He met Mr Smith and Mr Braun in Leeds.",
            ),
            ("The West Midlands voted.", "The East Midlands voted."),
            ("Then Kirsten Farrelly spoke.", "Farrelly spoke."),
            (
                "Harrowgate Metro opens in Harrowgate.",
                "Harrowgate's Ashby Metro opens. The Metro is new.",
            ),
            (
                "On Friday Harrowgate Metro met Ashby Council.",
                "On Friday Harrowgate Council met Ashby Metro.",
            ),
            (
                "The talks took place at Tolland Castle.",
                "The talks took place in Tolland.",
            ),
            (
                "MAN HELD OVER FIRE: Rory Venn was in court\n\nRory Venn denied it.",
                "Rory Penn denied it.",
            ),
        ],
    );
}
