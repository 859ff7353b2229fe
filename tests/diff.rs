//! What changed in meaning: which way each rule moved, what git says of the past, and which version that calls for.

mod diff {
    mod cli;
    mod directions;
    mod packs;
    mod worked;
}
