//! French: rewording.

use crate::lang::rewording::Rewording;

#[rustfmt::skip]
pub(super) static REWORDING: Rewording = Rewording {
    movable: &["à", "au", "aux", "en", "dans", "depuis", "dès", "durant", "lors", "pendant", "vers", "le"],
    inside: &["de", "d", "du", "des", "la", "le", "les", "l", "même", "cette", "ce", "cet"],
    subordinate: &[
        "qui", "que", "qu", "dont", "où", "si", "s'il", "lorsque", "lorsqu", "quand", "parce", "puisque", "puisqu", "car", "mais", "donc", "or",
        "tandis", "alors", "afin", "pour", "sans", "avant", "après", "comme", "quoique", "bien", "malgré", "sauf", "laquelle", "lequel", "lesquels",
        "lesquelles", "auquel", "duquel", "ainsi", "dit", "puis",
    ],
    according: &["selon", "d'après"],
    adjunct: &["dans", "depuis", "dès", "durant", "lors", "pendant"],
    that: "que",
    that_elided: "qu’",
    back: &[
        "il", "elle", "ils", "elles", "on", "ce", "c", "cela", "ceci", "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "ces", "cet", "cette", "ceux",
        "celles", "celui", "celle", "lui", "leur", "leurs", "son", "sa", "ses", "y", "en", "mais", "et", "or", "donc", "car", "ainsi", "ensuite", "puis",
        "alors", "toutefois", "cependant", "pourtant", "néanmoins", "enfin", "aussi", "également", "là", "certains", "d'autres", "autres", "tous",
        "toutes", "dernier", "dernière", "premier", "première", "second", "seconde",
    ],
    free: &["de", "d", "du", "des", "à", "au", "aux", "en", "dans", "que", "qu", "qui", "et"],
};
