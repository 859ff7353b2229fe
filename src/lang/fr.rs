//! French.

mod asking;
mod clauses;
mod desk;
mod events;
mod figures;
mod furniture;
mod meaning;
mod names;
mod phrases;
mod quoting;
pub mod recipe;
mod rewording;
mod roles;
mod scales;
mod senses;
mod stance;
mod words;

use super::{Dictionary, Pack};

static DICTIONARY: Dictionary = Dictionary::new(include_bytes!("fr/dictionary.fst"));

/// French.
pub(super) const PACK: Pack = Pack {
    code: "fr",
    name: "French",
    endonym: "français",
    abbreviations: words::ABBREVIATIONS,
    final_abbreviations: words::FINAL_ABBREVIATIONS,
    after_clock: words::AFTER_CLOCK,
    company_forms: words::COMPANY_FORMS,
    company_posts: words::COMPANY_POSTS,
    number_abbreviations: words::NUMBER_ABBREVIATIONS,
    elisions: words::ELISIONS,
    function_words: words::FUNCTION_WORDS,
    titles: words::TITLES,
    not_names: words::NOT_NAMES,
    demonyms: words::DEMONYMS,
    name_links: words::NAME_LINKS,
    names: &names::NAMES,
    number_words: words::NUMBER_WORDS,
    decimal_mark: ',',
    group_marks: &[' ', '\u{A0}', '\u{202F}', '\u{2009}', '\u{2007}'],
    percent_words: words::PERCENT_WORDS,
    months: words::MONTHS,
    figures: &figures::FIGURES,
    speech_verbs: phrases::SPEECH_VERBS,
    quoting: &quoting::QUOTING,
    chat_openings: phrases::CHAT_OPENINGS,
    chat_closings: phrases::CHAT_CLOSINGS,
    refusals: phrases::REFUSALS,
    desk: &desk::DESK,
    asking: &asking::ASKING,
    furniture: &furniture::FURNITURE,
    self_references: phrases::SELF_REFERENCES,
    placeholder_words: phrases::PLACEHOLDER_WORDS,
    never_last: words::NEVER_LAST,
    plurals: words::PLURALS,
    families: &[
        ("interdict", "interd"),
        ("interdir", "interd"),
        ("interdis", "interd"),
        ("interdit", "interd"),
        ("duct", "du"),
        ("duir", "du"),
        ("duis", "du"),
        ("duit", "du"),
        ("struct", "stru"),
        ("struir", "stru"),
        ("struis", "stru"),
        ("struit", "stru"),
        ("tect", "teg"),
        ("uppress", "upprim"),
        ("etur", ""),
        ("atur", ""),
        ("lis", "l"),
    ],
    plural_endings: &[
        ("eaux", "eau"),
        ("aux", "al"),
        ("eux", "eu"),
        ("oux", "ou"),
        ("s", ""),
    ],
    may_end: words::MAY_END,
    clause_words: words::CLAUSE_WORDS,
    determiners: words::DETERMINERS,
    coordinators: words::COORDINATORS,
    auxiliaries: words::AUXILIARIES,
    verb_endings: &["er", "ir"],
    transitions: phrases::TRANSITIONS,
    meaning: &meaning::MEANING,
    events: &events::EVENTS,
    senses: &senses::SENSES,
    scales: &scales::SCALES,
    stance: &stance::STANCE,
    roles: &roles::ROLES,
    clauses: &clauses::CLAUSES,
    rewording: &rewording::REWORDING,
    dictionary: &DICTIONARY,
};
