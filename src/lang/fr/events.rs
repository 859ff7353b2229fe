//! French: events.

use crate::lang::events::Events;

/// French.
#[rustfmt::skip]
pub(super) static EVENTS: Events = Events {
    perfect: &["a", "ont", "avait", "avaient", "s est", "se sont", "s était", "s étaient"],
    between: &["déjà", "aussi", "également", "pas", "jamais", "depuis", "même", "ensuite", "encore", "enfin", "bien", "toujours", "tous", "toutes", "tout", "d", "ailleurs", "alors", "notamment", "pourtant", "cependant", "toutefois", "aussitôt", "donc", "désormais", "vite", "plusieurs", "fois"],
    adds: &["et", "mais"],
    adverb: "ment",
    passive: "été",
    progressive: None,
    endings: &["é", "ée", "és", "ées", "i", "is", "ie", "u", "us", "ue", "ues", "ies", "it", "ite", "ert", "uit", "int"],
    irregular: &["pris", "mis", "fait", "faite"],
    still: &[
        "été", "eu", "pu", "dû", "fallu", "semblé", "paru", "resté", "restée", "valu", "droit", "envie", "crédit", "suscité", "marqué", "changé", "parti", "profit", "intérêt", "demandé", "attendu",
        "connu", "suffi", "dit", "ainsi", "ici", "midi", "plus", "depuis", "appui", "celui", "lui", "aujourd", "hui", "parmi", "oui", "suivi", "prévu",
    ],
    never: &["y", "qui", "que", "qu", "où", "dont"],
    persons: &[],
    coming: &["sera", "seront"],
    plans: &[
        "envisage", "envisagent", "prépare", "préparent", "songe à", "songent à", "réclame", "réclament", "négocie", "négocient", "exige", "exigent", "menace de", "menacent de",
        "envisage déjà", "envisagent déjà", "s apprête à", "s apprêtent à", "projette de", "projettent de",
    ],
    leads: &[
        "ce", "c", "cela", "ça", "ces", "cet", "cette", "ceux", "celui", "celle", "tel", "telle", "reste", "comment", "pourquoi", "quand", "si", "voici", "voilà", "que", "qu", "quoi", "où", "qui",
        "pour", "pas", "rien", "personne", "aucun", "aucune", "nul", "peu", "beaucoup", "certains", "certaines", "tous", "toutes", "tout", "comme", "avec", "parce", "mais", "bref", "quel", "quelle",
        "quels", "quelles", "autant", "autre", "autres",
    ],
    readers: &["vous", "votre", "vos", "nous", "notre", "nos", "on", "je", "j"],
    modals: &[
        "peut", "peuvent", "pourrait", "pourraient", "devrait", "devraient", "serait", "seraient", "aurait", "auraient", "doit", "doivent", "souvent", "généralement", "toujours", "parfois",
    ],
};
