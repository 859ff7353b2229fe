#![doc = include_str!("../docs/architecture.md")]

pub mod check;
pub mod cli;
pub mod diag;
pub mod draft;
pub mod emit;
pub mod expr;
pub mod lang;
pub mod model;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod run;
pub mod source;
pub mod span;
pub mod syntax;
