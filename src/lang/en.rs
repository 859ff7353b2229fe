//! English.

use super::Pack;

/// English.
pub(super) const PACK: Pack = Pack {
    code: "en",
    name: "English",
    endonym: "English",
    abbreviations: &[],
    final_abbreviations: &[],
    number_abbreviations: &[],
    elisions: &[],
    function_words: &[],
    not_names: &[],
    name_links: &[],
    number_words: &[],
    decimal_mark: '.',
    group_marks: &[],
    percent_words: &[],
    months: &[],
    speech_verbs: &[],
    chat_openings: &[],
    chat_closings: &[],
    self_references: &[],
    placeholder_words: &[],
    never_last: &[],
    transitions: &[],
};
