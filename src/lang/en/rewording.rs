//! English: rewording.

use crate::lang::rewording::Rewording;

#[rustfmt::skip]
pub(super) static REWORDING: Rewording = Rewording {
    movable: &["in", "on", "at", "during", "since", "from", "by", "around"],
    inside: &["of", "the", "a", "an", "this", "that", "same", "last", "next"],
    subordinate: &[
        "who", "whom", "whose", "which", "that", "where", "when", "while", "if", "because", "since", "although", "though", "unless", "until", "but",
        "so", "for", "before", "after", "as", "than", "whether", "how", "why", "what", "without", "despite", "to", "then",
    ],
    according: &["according to"],
    adjunct: &["during", "since"],
    that: "that",
    that_elided: "",
    back: &[
        "he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "hers", "its", "their", "theirs", "him", "them", "there", "but", "and",
        "or", "so", "yet", "then", "also", "however", "therefore", "meanwhile", "instead", "still", "thus", "others", "some", "both", "all", "such",
        "another", "one", "former", "latter", "first", "second", "earlier", "later", "afterwards", "nevertheless", "moreover", "we", "i", "you",
    ],
    free: &["of", "in", "at", "on", "that", "to", "and", "by"],
};
