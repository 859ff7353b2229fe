//! The integration tests: one program, a module each, because every program more is linked and stored once more.
//! `cargo test --test it rules::` runs the tests of one module.

#[path = "../support/mod.rs"]
mod support;

mod check_many;
mod check_recipes;
mod cli;
mod code_pages;
mod conflicts;
mod diff;
mod docs;
mod drafts;
mod dsl;
mod fix_recipe;
mod fmt;
mod formats;
mod gaps;
mod hostile;
mod init;
mod journal;
mod layers;
mod model_choose;
mod model_local;
mod model_openai;
mod model_pull;
mod modules;
mod mutants;
mod naive;
mod questions;
mod readme;
mod rules;
mod run_answers;
mod run_loopback;
mod schema;
mod site;
mod stages;
mod steps;
mod strangers;
mod suite;
mod truth;
mod typography;
mod yaml;
