//! French.

use super::Pack;

/// French.
pub(super) const PACK: Pack = Pack {
    code: "fr",
    name: "French",
    endonym: "français",
    abbreviations: &[],
    final_abbreviations: &[],
    number_abbreviations: &[],
    elisions: &[],
    function_words: &[],
    not_names: &[],
    name_links: &[],
    number_words: &[],
    decimal_mark: ',',
    group_marks: &[' ', '\u{A0}', '\u{202F}', '\u{2009}'],
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
