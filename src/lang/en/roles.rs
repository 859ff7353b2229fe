//! English: functions, ranks, kin.

use crate::lang::roles::RoleWords;

/// English.
#[rustfmt::skip]
pub(super) static ROLES: RoleWords = RoleWords {
    functions: &[
        &["chair", "chairman", "chairwoman", "chairperson", "president", "convener"],
        &["director", "managing director", "chief executive", "ceo", "manager", "president"],
        &["coach", "manager", "trainer", "head coach"],
        &["captain", "capt", "skipper"],
        &["treasurer", "finance director", "cfo"],
        &["secretary"], &["deputy"], &["spokesman", "spokeswoman", "spokesperson", "press officer"],
        &["director", "producer", "filmmaker"],
        &["curator", "keeper", "conservator"],
        &["editor"], &["reporter", "journalist", "correspondent", "writer", "columnist", "broadcaster"],
        &["teacher", "schoolteacher", "tutor", "headteacher", "head teacher", "principal", "lecturer"],
        &["lecturer", "professor", "prof", "academic", "scientist"],
        &["nurse", "midwife", "matron"],
        &["surgeon", "doctor", "dr", "gp", "physician", "consultant", "psychiatrist", "cardiologist"],
        &["physiotherapist", "physio", "therapist"],
        &["lawyer", "solicitor", "barrister", "attorney", "prosecutor"],
        &["judge", "magistrate", "justice", "recorder"], &["coroner"],
        &["mayor"], &["vicar", "priest", "pastor", "rector", "rev", "minister", "chaplain", "curate"], &["bishop", "archbishop"], &["rabbi"], &["imam"],
        &["minister", "secretary", "prime minister"], &["senator", "sen", "mp"], &["governor", "gov"],
        &["councillor", "cllr", "councilman", "councilwoman", "councilor"],
        &["ambassador"], &["sheriff"],
        &["general", "gen"], &["colonel", "col", "lt col"], &["major", "maj"], &["lieutenant", "lt"], &["sergeant", "sgt", "ds"], &["corporal", "cpl"], &["admiral", "adm"], &["commander", "cmdr"],
        &["inspector", "insp", "di", "dci", "detective"], &["superintendent", "supt"], &["constable", "pc", "dc"],
        &["firefighter", "fireman"], &["paramedic"], &["electrician"], &["plumber"], &["carpenter", "joiner"], &["builder"], &["farmer"], &["baker"], &["butcher"], &["chef", "cook"], &["driver"], &["pilot"],
        &["engineer"], &["architect"], &["accountant", "bookkeeper", "auditor"], &["economist"], &["chemist", "pharmacist"], &["physicist", "scientist"], &["biologist", "scientist", "ecologist"], &["historian", "academic"],
        &["sculptor", "artist"], &["painter", "artist"], &["photographer", "artist"], &["novelist", "writer", "author"], &["poet", "writer", "author"], &["actor", "actress"], &["singer", "soprano", "tenor", "vocalist"], &["drummer", "musician"], &["pianist", "musician"], &["violinist", "musician"], &["conductor", "musician"],
        &["goalkeeper", "keeper"], &["striker", "forward"], &["defender"], &["midfielder"], &["referee"],
        &["plaintiff", "claimant"], &["defendant"], &["student", "pupil"],
    ],
    ranks: &[
        "adm", "admiral", "capt", "captain", "cmdr", "col", "colonel", "commander", "constable", "corporal", "cpl", "gen", "general", "insp", "inspector", "lieutenant", "lt", "maj", "major", "sergeant",
        "sgt", "superintendent", "supt",
    ],
    kin: &["brother", "sister", "son", "daughter", "father", "mother", "wife", "husband", "uncle", "aunt", "nephew", "niece", "widow", "widower", "grandson", "granddaughter", "grandfather", "grandmother"],
    mutual: &[
        "neighbour", "neighbor", "friend", "colleague", "teammate", "rival", "partner", "opponent", "cousin", "twin", "sibling", "spouse", "fiance", "fiancee", "companion", "flatmate", "roommate", "classmate", "schoolmate",
        "workmate", "housemate", "relative", "ally", "counterpart", "compatriot", "acquaintance", "lover", "boyfriend", "girlfriend", "co-author", "person", "man", "woman", "people", "part", "one", "other",
    ],
    before_noun: &["of", "at", "for", "in", "from", "with", "by", "on", "like", "including"],
    not_quite: &["new", "next", "incoming", "future", "designate", "elect", "deputy", "vice", "assistant", "would"],
    whose: &["of"],
    as_what: &["as"],
    pronouns: &["he", "she"],
    done_to: &["on", "upon", "against"],
    relatives: &["who"],
    parts: &["which", "whom", "including"],
    versus: &["instead", "compared", "versus", "rather"],
    head_last: true,
    of: &["of", "at", "for", "in", "from", "with", "to", "and", "on", "by", "who", "whose", "as", "but", "or"],
};
