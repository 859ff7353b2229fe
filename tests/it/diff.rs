//! What changed in meaning: which way each rule moved, what git says of the past, and which version that calls for.

mod cli;
mod directions;
mod folder;
mod packs;
mod worked;
