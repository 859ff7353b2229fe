//! French: the words of a desk about a text.

use crate::lang::Desk;

/// French.
#[rustfmt::skip]
pub(super) static DESK: Desk = Desk {
    products: &[
        "article", "articles", "brouillon", "chapo", "chapô", "proposition", "reformulation", "rédaction",
        "résumé", "réécriture", "texte", "version", "versions",
    ],
    titles: &[
        "accroche", "chapo", "chapô", "intertitre", "sous-titre", "surtitre", "titre", "titres",
    ],
    labels: &[
        "balise titre", "meta description", "mot-clé", "mots clés", "mots-clefs", "mots-clés",
        "mots-clés utilisés", "méta description", "méta-description", "nombre de caractères",
        "nombre de mots", "slug", "titre h1", "titre seo",
    ],
    remarks: &[
        "commentaire", "n.b.", "nb", "nota bene", "note", "note de rédaction", "notes", "p.-s.", "précision",
        "ps", "remarque", "remarques",
    ],
    versions: &[
        "alternatif", "alternatifs", "alternative", "alternatives", "améliorée", "autre", "autres", "concise",
        "court", "courte", "courtes", "définitive", "final", "finale", "long", "longue", "nouveau",
        "nouvelle", "optimisé", "optimisée", "plus", "possible", "possibles", "proposé", "proposée",
        "proposés", "révisée", "seo", "suggéré", "suggérés", "suivant", "suivante",
    ],
    made: &[
        "adapté", "adaptée", "ajouté", "allégé", "condensé", "condensée", "conservé", "corrigé", "corrigée",
        "gardé", "modifié", "optimisé", "optimisée", "raccourci", "raccourcie", "reformulé", "reformulée",
        "relu", "remanié", "remaniée", "repris", "respecté", "retiré", "récrit", "récrite", "rédigé",
        "rédigée", "révisé", "révisée", "réécrit", "réécrite", "simplifié", "supprimé", "traduit", "traduite",
    ],
    making: &[
        "adapter", "affiner", "ajuster", "allonger", "condenser", "développer", "fournir", "générer",
        "modifier", "proposer", "raccourcir", "reformuler", "retravailler", "rédiger", "résumer", "réécrire",
        "traduire", "écrire",
    ],
    material: &[
        "chiffres", "citation", "citations", "dates", "données", "faits", "informations", "noms", "source",
    ],
    faithful: &[
        "conservé", "conservées", "conservés", "fidèlement", "gardé", "gardées", "gardés", "inchangées",
        "inchangés", "intactes", "intacts", "mot", "préservé", "préservées", "préservés", "repris", "reprise",
        "reprises", "respecté", "respectées", "respectés", "telles", "tels", "verbatim",
    ],
    altered: &[
        "actualisées", "actualisés", "arrondi", "arrondies", "arrondis", "corrigés", "jour", "mis",
    ],
    ordered: &[
        "demandez", "demandé", "demandée", "demandés", "souhaité", "souhaitée", "voulue",
    ],
    orders: &[
        "attentes", "consignes", "demande", "demandes", "directives", "indications", "instructions",
        "souhaits",
    ],
    presenting: &[
        "article", "avez", "bien", "ce", "cette", "ci", "ci-dessous", "comme", "de", "dessous", "donc", "et",
        "je", "l", "la", "le", "propose", "que", "reste", "suite", "sûr", "trouverez", "très", "un", "une",
        "voici", "voilà", "votre", "vous",
    ],
    openers: &[
        "ci", "ci-dessous", "voici", "voilà", "vous",
    ],
    first_person: &[
        "j", "je", "me", "moi",
    ],
    second_person: &[
        "ta", "te", "tes", "ton", "vos", "votre", "vous",
    ],
    able: &[
        "peux", "pourrais", "puis",
    ],
    ourselves: &[
        "nos", "notre", "nous",
    ],
    questions: &[
        "dois-je", "est-ce que tu veux", "est-ce que vous voulez", "puis-je", "souhaites-tu",
        "souhaitez-vous", "tu veux", "tu veux que je", "veux-tu", "voudriez-vous", "voulez-vous",
        "vous voulez que je",
    ],
    assents: &[
        "absolument", "avec plaisir", "bien entendu", "bien sûr", "certainement", "d'accord", "parfait",
        "très bien",
    ],
    anew: &[
        "reformulation", "reformulé", "reformulée", "récrit", "récrite", "réécrit", "réécrite", "réécriture",
    ],
    drafts: &[
        "brouillon", "reformulation", "réécriture", "version",
    ],
    hoping: &[
        "espère", "espérant",
    ],
    counted: &[
        "caractères", "mots", "signes",
    ],
    counting: &[
        "article", "au", "avec", "compris", "compte", "de", "environ", "espaces", "le", "longueur", "nombre",
        "texte", "total",
    ],
    withheld: &[
        "anonymisé", "caviardé", "changé", "masqué", "masquée", "modifié", "retiré", "supprimé", "supprimée",
    ],
    these: &[
        "ce", "cet", "cette",
    ],
    keeping: &[
        "conserve", "garde", "maintient", "préserve", "reprend", "respecte", "restitue",
    ],
    manner: &[
        "sens", "style", "ton",
    ],
};
