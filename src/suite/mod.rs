//! Test files of recipes: read, run offline, compared with golden snapshots, and broken on purpose.
//!
//! A suite is a file beside a recipe (`NAME.test.yaml`, or `NAME.test.recipe`). Nothing here touches files or the terminal: texts
//! come in and go out through [`crate::cli`].

pub mod mutate;
