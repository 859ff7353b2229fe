//! French: the words of questions.

use crate::lang::Asking;

/// French.
#[rustfmt::skip]
pub(super) static ASKING: Asking = Asking {
    interrogatives: &[
        "auquel", "auxquelles", "auxquels", "combien", "comment", "desquelles", "desquels", "duquel", "laquelle",
        "lequel", "lesquelles", "lesquels", "où", "pourquoi", "qu", "quand", "que", "quel", "quelle", "quelles",
        "quels", "qui", "quoi",
    ],
    before: &[
        "à", "avec", "chez", "contre", "d", "dans", "de", "depuis", "en", "jusqu", "jusque", "par", "pour", "sous", "sur",
        "vers",
    ],
    auxiliaries: &["ai", "avez", "devez", "dois", "êtes", "faut", "peut", "pouvez", "puis", "savez", "suis"],
    orders: &[],
    pronouns: &["il", "je", "on", "vous"],
    determiners: &[],
    inversions: &["-elle", "-elles", "-il", "-ils", "-on", "est-ce"],
    empty: &[
        "a", "ai", "au", "aux", "avez", "avons", "c", "ça", "ce", "cela", "ces", "cet", "cette", "d", "de", "des", "du",
        "elle", "elles", "en", "es", "est", "êtes", "être", "il", "ils", "j", "je", "l", "la", "le", "les", "leur",
        "leurs", "m", "ma", "me", "mes", "mon", "n", "ne", "nos", "notre", "nous", "on", "ont", "s", "sa", "se", "ses",
        "son", "sont", "suis", "t", "ta", "te", "tes", "ton", "tu", "un", "une", "vos", "votre", "vous", "y", "à",
    ],
    denials: &["aucun", "aucune", "jamais", "ni", "non", "nul", "pas", "personne", "plus", "rien", "sans"],
};
