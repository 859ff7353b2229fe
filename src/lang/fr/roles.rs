//! French: functions, ranks, kin.

use crate::lang::roles::RoleWords;

/// French.
#[rustfmt::skip]
pub(super) static ROLES: RoleWords = RoleWords {
    functions: &[
        &["président", "présidente", "pdg", "vice-président", "vice-présidente", "président-directeur"],
        &["directeur", "directrice", "dg", "pdg", "patron", "patronne", "président-directeur", "dirigeant", "dirigeante", "gérant", "gérante"],
        &["adjoint", "adjointe"], &["maire"], &["préfet", "préfète", "sous-préfet", "sous-préfète"], &["recteur", "rectrice"],
        &["chef de file", "cheffe de file", "leader", "meneur", "meneuse"],
        &["trésorier", "trésorière"], &["secrétaire"],
        &["conseiller", "conseillère"], &["député", "députée"], &["sénateur", "sénatrice"], &["ministre", "premier ministre", "première ministre", "secrétaire"],
        &["procureur", "procureure", "parquet"], &["avocat", "avocate", "bâtonnier", "bâtonnière"], &["juge", "magistrat", "magistrate", "procureur", "procureure"], &["notaire"], &["greffier", "greffière"],
        &["entraîneur", "entraîneuse", "sélectionneur", "sélectionneuse", "coach"], &["arbitre"], &["gardien", "gardienne"], &["attaquant", "attaquante", "buteur", "buteuse"], &["défenseur", "défenseuse"],
        &["conservateur", "conservatrice"], &["galeriste"], &["commissaire"],
        &["porte-parole"], &["journaliste", "reporter"], &["économiste"], &["historien", "historienne"],
        &["médecin", "docteur", "docteure", "dr", "chirurgien", "chirurgienne", "généraliste", "pédiatre", "gynécologue", "urgentiste", "cardiologue"],
        &["infirmier", "infirmière"], &["sage-femme", "maïeuticien"], &["aide-soignant", "aide-soignante"], &["pharmacien", "pharmacienne"], &["kinésithérapeute", "kiné"], &["vétérinaire"],
        &["professeur", "professeure", "prof", "enseignant", "enseignante", "instituteur", "institutrice"],
        &["proviseur", "proviseure"], &["ingénieur", "ingénieure"], &["architecte"], &["comptable", "expert-comptable"],
        &["soprano", "cantatrice", "chanteur", "chanteuse", "ténor"], &["pianiste"], &["violoniste"], &["chef de chœur", "cheffe de chœur"], &["chef d'orchestre", "cheffe d'orchestre"],
        &["sculpteur", "sculptrice", "artiste"], &["peintre", "artiste"], &["romancier", "romancière", "écrivain", "écrivaine", "autrice"], &["acteur", "actrice", "comédien", "comédienne"], &["réalisateur", "réalisatrice", "cinéaste"],
        &["boulanger", "boulangère"], &["boucher", "bouchère"], &["agriculteur", "agricultrice", "éleveur", "éleveuse", "maraîcher", "maraîchère"], &["électricien", "électricienne"], &["plombier"], &["menuisier"], &["maçon"], &["cuisinier", "cuisinière"],
        &["général", "gal"], &["colonel", "col", "lieutenant-colonel", "lt-colonel"], &["commandant", "commandante", "cdt"], &["capitaine", "cne"], &["lieutenant", "lt", "lieutenante"], &["sergent", "sgt", "sergente"], &["caporal"], &["adjudant", "adjudante"], &["major"], &["brigadier", "brigadière"], &["amiral"],
        &["évêque", "archevêque"], &["curé", "prêtre", "abbé"], &["rabbin"], &["imam"],
        &["étudiant", "étudiante"], &["lycéen", "lycéenne"], &["ambassadeur", "ambassadrice"], &["inspecteur", "inspectrice"],
    ],
    ranks: &[
        "adjudant", "adjudante", "amiral", "brigadier", "brigadière", "capitaine", "caporal", "cdt", "cne", "col", "colonel", "commandant", "commandante", "gal", "général", "lieutenant", "lieutenante", "lt", "major", "sergent",
        "sergente", "sgt",
    ],
    kin: &["frère", "sœur", "fils", "fille", "père", "mère", "épouse", "époux", "mari", "femme", "oncle", "tante", "neveu", "nièce", "veuf", "veuve", "cousin", "cousine", "grand-père", "grand-mère"],
    mutual: &[
        "voisin", "voisine", "ami", "amie", "collègue", "confrère", "consœur", "rival", "rivale", "coéquipier", "coéquipière", "partenaire", "adversaire", "cousin", "cousine", "jumeau", "jumelle", "conjoint", "conjointe",
        "compagnon", "compagne", "concubin", "concubine", "colocataire", "camarade", "copain", "copine", "proche", "homologue", "compatriote", "fiancé", "fiancée", "allié", "alliée", "associé", "associée", "homme", "personne", "part", "place", "côté", "suite",
    ],
    before_noun: &["du", "des", "au", "aux", "par", "avec", "chez"],
    not_quite: &["nouveau", "nouvelle", "nouvel", "futur", "future", "prochain", "prochaine", "vice", "sous", "adjoint", "adjointe"],
    whose: &["de", "d"],
    as_what: &["comme"],
    pronouns: &["il", "elle"],
    done_to: &["contre", "sur"],
    relatives: &["qui"],
    parts: &["dont"],
    versus: &["lieu"],
    head_last: false,
    of: &["de", "du", "des", "d", "à", "au", "aux", "en", "pour", "chez", "dans", "et", "qui", "dont", "comme", "mais", "ou", "par", "avec", "sur"],
};
