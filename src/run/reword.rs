//! Sentences of the source in other words and another order: the candidates of code, and the judge that every candidate has to pass.

pub mod judge;
pub mod operators;
