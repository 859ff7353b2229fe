//! French: scales and what compares by them.

use crate::lang::scales::Scales;

/// French.
#[rustfmt::skip]
pub(super) static SCALES: Scales = Scales {
    poles: &[
        (&["rapide", "rapides", "rapidement", "vite"], &["lent", "lente", "lents", "lentes", "lentement"]), (&["tôt"], &["tard"]),
        (&["haut", "haute", "hauts", "hautes", "élevé", "élevée", "élevés", "élevées"], &["bas", "basse", "basses", "faible", "faibles"]),
        (&["près", "proche", "proches"], &["loin", "éloigné", "éloignée", "éloignés"]), (&["long", "longue", "longs", "longues", "longtemps"], &["court", "courte", "courts", "courtes", "bref", "brève"]),
        (&["cher", "chère", "chers", "chères", "coûteux", "coûteuse", "coûteuses", "onéreux", "onéreuse"], &["abordable", "abordables", "économique"]), (&["grand", "grande", "grands", "grandes", "gros", "grosse", "grosses", "vaste"], &["petit", "petite", "petits", "petites"]),
        (&["jeune", "jeunes", "récent", "récente"], &["vieux", "vieille", "vieilles", "âgé", "âgée", "âgés", "âgées", "ancien", "ancienne", "anciens"]), (&["fort", "forte", "forts", "fortes", "puissant", "puissante"], &["faible", "faibles"]),
        (&["profond", "profonde"], &["superficiel", "superficielle"]), (&["léger", "légère", "légers", "légères"], &["lourd", "lourde", "lourds", "lourdes"]), (&["chaud", "chaude", "chauds"], &["froid", "froide", "froids", "frais", "fraîche"]),
        (&["large", "larges"], &["étroit", "étroite", "étroits"]), (&["épais", "épaisse"], &["mince", "minces", "fin", "fine"]), (&["riche", "riches"], &["pauvre", "pauvres"]), (&["facile", "faciles", "simple"], &["difficile", "difficiles", "compliqué", "compliquée"]),
        (&["sûr", "sûre", "sûrs"], &["dangereux", "dangereuse", "dangereuses", "risqué", "risquée"]), (&["bruyant", "bruyante", "bruyants"], &["silencieux", "silencieuse"]), (&["humide", "humides"], &["sec", "sèche", "secs"]), (&["fréquent", "fréquente", "fréquents", "fréquemment", "souvent"], &["rare", "rares", "rarement"]), (&["strict", "stricte", "strictes", "sévère", "sévères"], &["souple", "souples"]),
    ],
    compared: &[(&["mieux", "meilleur", "meilleure", "meilleurs", "meilleures"], &["pire", "pires", "moins bien"])],
    ending: None,
    more: &["plus"],
    less: &["moins"],
    than: &["que", "qu", "rapport"],
    the: &["le", "la", "les", "l", "son", "sa", "ses", "leur", "leurs", "des", "du", "aux"],
    idioms: &["se monte", "se montent", "se montait", "se montaient", "montée au créneau", "monté au créneau", "monte au créneau", "tombé malade", "tombée malade", "tombe malade", "tombé amoureux", "tombé d'accord", "tombés d'accord", "tombe à l'eau", "tombé à l'eau", "tombé en panne", "tombée en panne", "tombe en panne", "gagner du temps", "tombé sous", "monté sur", "montée sur", "monter sur", "monte sur"],
    particled: &[],
    remains: &["reste", "restent", "restait", "demeure", "demeurent", "semble", "paraît", "devient"],
    permits: &["peut", "peuvent", "pourra", "pourront", "permis", "permet", "autorisé", "autorisés", "autorisée", "admis", "droit", "libre", "libres"],
    views: &["pour"],
    offers: &[],
    set_aside: &["à la place de", "à la place d'", "à la place du", "à la place des", "au lieu de", "au lieu d'", "au lieu du", "au lieu des", "plutôt que", "plutôt qu'", "pénurie de", "pénurie d'", "manque de", "manque d'", "faute de", "faute d'", "absence de", "absence d'", "trop peu de", "trop peu d'", "à court de", "à court d'"],
    nor: &[],
    first: &["premier", "première", "premiers", "premières"],
    since: &["depuis"],
    beside: &["malgré", "en dépit de", "en dépit du", "en dépit des", "en dépit d'", "alors que", "alors qu'", "tandis que", "tandis qu'", "bien que", "bien qu'", "sur fond de", "sur fond d'"],
    rising: &[],
    of_what: &["de", "d", "du", "des"],
    first_time: &["première fois", "premières fois", "jamais encore", "encore jamais", "n'avait jamais", "n'avaient jamais", "n'a jamais", "n'ont jamais"],
    unheard_of: &["inédit", "inédite", "sans précédent", "historique", "du jamais vu"],
    theories: &["hypothèse", "hypothèses", "piste", "pistes", "théorie", "éventualité", "possibilité", "évoque", "évoquent", "n'exclut pas", "n'excluent pas", "n'écarte pas", "n'écartent pas"],
    is_cause: &["est à l'origine", "était à l'origine", "sont à l'origine", "a provoqué", "ont provoqué", "a causé", "ont causé", "a été provoqué par", "a été provoquée par", "a été causé par", "a été causée par", "est dû à", "est due à", "est la cause"],
    refuse_doing: &["exclut", "exclu", "excluent", "excluait", "interdit", "cesse", "cessé", "cessent", "évite", "évitent", "évité"],
    above: &["plus que le", "plus que la", "plus que les", "plus que l'", "plus que dans", "plus que celui", "plus que celle", "plus que ceux", "plus que celles", "plus que son", "plus que sa", "plus que leur", "au-dessus de", "au-delà de", "au-dessus d'", "au-delà d'", "au-dessus du", "au-delà du", "au-dessus des", "au-delà des", "supérieur à", "supérieur au", "supérieur aux", "supérieure à", "supérieure au", "supérieure aux", "supérieurs à", "supérieurs au", "supérieurs aux", "supérieures à", "supérieures au", "supérieures aux"],
    below: &["moins que le", "moins que la", "moins que les", "moins que l'", "moins que dans", "moins que celui", "moins que celle", "moins que ceux", "moins que celles", "moins que son", "moins que sa", "moins que leur", "en deçà de", "au-dessous de", "en dessous de", "en deçà d'", "au-dessous d'", "en dessous d'", "en deçà du", "au-dessous du", "en dessous du", "en deçà des", "au-dessous des", "en dessous des", "inférieur à", "inférieur au", "inférieur aux", "inférieure à", "inférieure au", "inférieure aux", "inférieurs à", "inférieurs au", "inférieurs aux", "inférieures à", "inférieures au", "inférieures aux"],
    foremost: (&["principal", "principale", "principaux", "principales"], &["gros", "grosse", "grosses", "grand", "grande", "grands", "grandes", "important", "importante", "importants", "importantes", "lourd", "lourde"]),
};
