//! galley
pub mod check;
pub mod diag;
pub mod draft;
pub mod emit;
pub mod lang;
pub mod model;
pub mod resolve;
pub mod run;
pub mod rules;
pub mod source;
pub mod span;
pub mod syntax;
