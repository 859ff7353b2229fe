//! English: the words of questions.

use crate::lang::Asking;

/// English.
#[rustfmt::skip]
pub(super) static ASKING: Asking = Asking {
    interrogatives: &["how", "what", "when", "where", "which", "who", "whom", "whose", "why"],
    before: &["about", "at", "by", "for", "from", "in", "on", "since", "to", "under", "until", "with"],
    auxiliaries: &[
        "am", "are", "aren", "can", "could", "did", "didn", "do", "does", "doesn", "don", "had", "has", "have",
        "is", "isn", "may", "might", "must", "shall", "should", "was", "were", "will", "won", "would",
    ],
    orders: &["do", "don", "have"],
    pronouns: &["anybody", "anyone", "everyone", "he", "i", "it", "she", "someone", "there", "they", "we", "you"],
    determiners: &[
        "a", "all", "an", "any", "every", "her", "his", "its", "my", "our", "that", "the", "their", "these",
        "this", "those", "your",
    ],
    inversions: &[],
    empty: &[
        "a", "am", "an", "are", "at", "be", "been", "being", "did", "do", "does", "for", "had", "has", "have", "he",
        "her", "his", "i", "in", "is", "it", "its", "my", "of", "on", "our", "s", "she", "that", "the", "their",
        "there", "these", "they", "this", "those", "was", "we", "were", "you", "your",
    ],
    denials: &["cannot", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "t", "without"],
};
