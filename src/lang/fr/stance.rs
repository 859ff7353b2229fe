//! French: words that leave open, deny or hide who speaks.

use crate::lang::stance::Stance;

/// French.
#[rustfmt::skip]
pub(super) static STANCE: Stance = Stance {
    perhaps: &["pourrait", "pourraient"],
    forecast: &["devrait", "devraient"],
    conditional: &["erait", "eraient", "irait", "iraient", "drait", "draient", "ttrait", "ttraient", "îtrait", "îtraient", "clurait", "cluraient", "aurait", "auraient"],
    not_conditional: &[
        "tirait", "tiraient", "retirait", "retiraient", "attirait", "attiraient", "étirait", "étiraient", "virait", "viraient", "admirait", "admiraient", "aspirait", "aspiraient", "inspirait", "inspiraient", "respirait",
        "respiraient", "expirait", "expiraient", "conspirait", "conspiraient", "transpirait", "désirait", "désiraient", "déchirait", "déchiraient", "empirait", "empiraient", "cadrait", "cadraient", "encadrait", "encadraient",
        "engendrait", "engendraient", "restaurait", "restauraient", "instaurait", "instauraient", "soutirait",
    ],
    wishes: &["voudrait", "voudraient", "aimerait", "aimeraient", "souhaiterait", "souhaiteraient", "préférerait", "préféreraient", "désirerait", "faudrait", "vaudrait", "suffirait", "gagnerait", "gagneraient", "dirait", "apprécierait", "mériterait", "mériteraient", "conviendrait"],
    doubts: &["pense", "pensent", "croit", "croient", "suppose", "supposent", "soupçonne", "soupçonnent", "suspecte", "suspectent", "imagine", "imaginent", "piste", "pistes", "théorie", "thèse", "scénario", "hypothèse", "hypothèses", "explication", "pas sûr", "pas certain"],
    open: &[
        "peut", "peuvent", "si", "pense", "pensent", "croit", "croient", "croire", "juge", "jugent", "estime", "estiment", "suppose", "supposent", "supposer", "suspecte", "suspectent", "soupçonnent", "imagine", "imaginent", "piste", "pistes", "théorie", "thèse", "scénario",
        "scénarios", "hypothèses", "incertain", "incertaine", "incertitude", "inconnu", "inconnue", "doute", "doutes", "objectif", "projet", "prévu", "prévue", "prévus", "prévues", "prévision", "prévisions", "attendu", "attendue", "attendus", "attendues", "attend", "espoir", "vise",
        "visent", "ambition", "compte", "comptent", "promet", "promettent", "table", "tablent", "perspective", "perspectives", "projection", "projections", "estimation", "estimations", "estimé", "estimée", "estimés", "estimées", "simulation", "simulations", "théoriquement", "en théorie", "en principe",
        "crédite", "maximum", "maximal", "maximale", "jusqu", "crainte", "craintes", "craint", "craignent", "redoute", "redoutent", "indice", "indices", "question", "explication", "évoque", "évoquent", "évoqué", "évoquée", "avance l'idée", "privilégie", "privilégiée", "privilégié", "conjecture", "suggère", "suggèrent",
        "laisse penser", "laissent penser", "porte à croire", "tout indique", "soit disant", "serait", "aurait", "rumeur", "rumeurs", "espérer", "doit avoir", "a dû", "ont dû", "pas sûr", "pas certain", "pas établi", "pas exclu", "n'exclut pas", "pas prouvé", "envisager", "menace", "menacent", "guette", "provisoire", "provisoirement", "annonce vouloir", "veut", "veulent", "vraisemblable",
    ],
    denies: &["nie", "nient", "nié", "niait", "niaient", "niant", "dément", "démenti", "démentent", "démentait", "conteste", "contestent", "contesté", "contestait", "réfute", "réfutent", "réfuté", "réfutait"],
    untrue: &["faux", "fausse", "mensonge", "mensonger", "inexact", "inexacte", "infondé", "infondée", "erroné", "erronée", "contraire", "contrairement", "rejette", "rejettent", "rejeté", "récuse", "récusent", "récusé", "balaie", "balayé", "plutôt", "loin", "démenti", "contredit", "s'oppose"],
    unnamed: &["proche", "proches", "source", "sources", "anonymat", "connaissance", "initié", "initiés"],
    of: &[],
    up_by: &["gagne", "gagnent", "gagné", "gagnait", "regagne", "regagné", "regagnent", "prend", "prennent", "prenait", "apprécie", "apprécié", "appréciée", "appréciés", "appréciées", "appréciait", "apprécient", "adjuge", "adjugent", "augmentait", "augmentaient", "progressait", "renchérit", "renchéri", "enchérit", "revalorisé", "revalorisée", "engrange", "étoffe", "étoffent", "étoffé", "étoffée", "étoffés", "étoffées", "accroissent", "accrue", "accrus", "accrues", "gonfle", "gonflent", "gonflé", "gonflée", "gonflés", "gonflées", "enfle", "enflé", "enflée", "amplifie", "amplifié", "amplifiée", "majoré", "majorée", "majorés", "majorées"],
    down_by: &["perd", "perdent", "perdu", "perdait", "perdaient", "cède", "cèdent", "cédé", "cédait", "lâche", "lâchent", "lâché", "abandonne", "abandonnent", "abandonné", "déprécie", "déprécié", "dépréciée", "dépréciés", "dépréciées", "dépréciait", "déprécient", "dévalué", "dévaluée", "diminuait", "diminuaient", "reculait", "reculaient", "dévisse", "dévissé", "repliée", "repliés", "repliées", "replient", "érode", "érodent", "érodé", "érodée", "érodés", "érodées", "effrite", "effritent", "effrité", "effritée", "effrités", "effritées", "tasse", "tassent", "tassé", "tassée", "tassés", "tassées", "contracte", "contracté", "contractée", "contractés", "contractées", "raboté", "rabotée", "rabotés", "rabotées", "amputé", "amputée", "amputés", "amputées", "minoré", "minorée", "minorés", "minorées"],
    likely: &["probable", "probables", "sans doute", "vraisemblable", "vraisemblables", "selon toute vraisemblance", "selon toute probabilité"],
    sure: &["est formel", "est formelle", "sont formels", "sont formelles", "est catégorique", "sont catégoriques", "est certain de", "est certaine de", "est certain que", "est certaine que", "sont certains que", "est sûr que", "est sûre que", "avec certitude", "a la certitude", "ont la certitude", "sans aucun doute", "ne fait aucun doute", "ne font aucun doute", "n'a aucun doute", "n'ont aucun doute"],
    certainty: &["certain", "certaine", "certains", "certitude", "certitudes", "doute", "doutes", "formel", "formelle", "formels", "catégorique", "catégoriques", "sûr", "sûre", "sûrs", "convaincu", "convaincue", "convaincus", "persuadé", "persuadée", "assuré", "incontestable", "affirmatif", "affirmative", "évident"],
    not_likely: &["plus", "moins", "aussi", "pas", "peu", "guère", "si"],
    allowed: &["admis", "admise", "admises", "autorisé", "autorisée", "autorisés", "autorisées", "permis", "permise", "permises", "accepté", "acceptée", "acceptés", "acceptées"],
    can: &["peut", "peuvent", "pourra", "pourront"],
    forbidden: &["interdit", "interdite", "interdits", "interdites", "prohibé", "prohibée", "prohibés", "prohibées"],
    in_part: &["seul", "seule", "seuls", "seules", "seulement", "sauf", "sans", "mais", "si", "quand", "avant", "après", "jusqu", "que", "qu", "autre", "autres", "aussi", "hors", "nouveau"],
    spans: &["seconde", "secondes", "minute", "minutes", "heure", "heures", "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "année", "années", "décennie", "décennies", "siècle", "siècles"],
    some: &["quelques", "plusieurs"],
    sooner: &["plus tôt", "avant", "auparavant"],
    later: &["plus tard", "après"],
    periods: &["de l'année", "cette année", "de la saison", "cette saison", "du mois", "ce mois", "de la décennie", "du siècle", "de la semaine", "cette semaine", "du jour"],
    denies_it: &[
        "nie les faits", "nient les faits", "nie tous les faits", "niait les faits", "nie l'ensemble des faits", "nie toute", "nient toute", "nie avoir", "nient avoir", "nie être", "nie en bloc", "nient en bloc", "nie ces accusations", "nie les accusations", "nient les accusations",
        "conteste les faits", "contestent les faits", "conteste toute", "contestent toute", "conteste avoir", "conteste les accusations", "conteste ces accusations", "dément toute", "dément les accusations", "réfute les accusations", "réfute les faits", "rejette les accusations", "clame son innocence", "clament leur innocence", "clame toujours son innocence",
        "plaide non coupable", "plaidé non coupable",
    ],
    pleas: &["innocence", "innocent", "innocente", "innocents", "coupable", "coupables", "dénégations", "dénégation", "défend", "défendent", "défendu", "nier", "démentir", "contester", "réfuter", "contestation", "contestations", "blanchi", "blanchie", "disculper", "disculpe", "étranger", "étrangère"],
    admits: &["reconnaît", "reconnaissent", "reconnu", "avoue", "avoué", "avouent", "admet", "admis", "admettent", "rien"],
    passes: &["passe", "passé", "passée", "passés", "passées", "passer", "passent", "passait", "passant", "passera", "ramené", "ramenée", "porté", "portée", "porter"],
    gone_by: &["il y a", "l'an dernier", "l'an passé", "l'année dernière", "l'année passée", "l'année précédente", "un an plus tôt", "un an auparavant", "la veille", "le mois dernier", "le mois précédent", "la saison dernière", "la saison passée", "la semaine dernière"],
    now: &["aujourd'hui", "aujourd", "hui", "désormais", "actuellement", "maintenant", "soir"],
    early: &["matin", "matinée"],
};
