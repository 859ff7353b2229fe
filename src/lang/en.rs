//! English.

mod names;
mod phrases;
mod quoting;
mod words;

use super::Pack;

/// English.
pub(super) const PACK: Pack = Pack {
    code: "en",
    name: "English",
    endonym: "English",
    abbreviations: words::ABBREVIATIONS,
    final_abbreviations: words::FINAL_ABBREVIATIONS,
    number_abbreviations: words::NUMBER_ABBREVIATIONS,
    elisions: &[],
    function_words: words::FUNCTION_WORDS,
    titles: words::TITLES,
    not_names: words::NOT_NAMES,
    demonyms: words::DEMONYMS,
    name_links: words::NAME_LINKS,
    names: &names::NAMES,
    number_words: words::NUMBER_WORDS,
    decimal_mark: '.',
    group_marks: &[',', '\u{A0}', '\u{202F}', '\u{2009}', '\u{2007}'],
    percent_words: words::PERCENT_WORDS,
    months: words::MONTHS,
    speech_verbs: phrases::SPEECH_VERBS,
    quoting: &quoting::QUOTING,
    chat_openings: phrases::CHAT_OPENINGS,
    chat_closings: phrases::CHAT_CLOSINGS,
    refusals: phrases::REFUSALS,
    self_references: phrases::SELF_REFERENCES,
    placeholder_words: phrases::PLACEHOLDER_WORDS,
    never_last: words::NEVER_LAST,
    transitions: phrases::TRANSITIONS,
};
