//! The grammar of `grammar/recipe.pest` at work: what a bare [`scalar`] is, and of which pieces a `.recipe` file consists.
//!
//! The only room that knows pest. None of pest's types leaves it: the reader of recipes gets plain pieces with byte spans.

pub(super) mod pieces;
pub mod scalar;

/// The generated parser, kept in a module of its own so that its undocumented items stay private.
mod rules {
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/recipe.pest"]
    pub(super) struct Grammar;
}
