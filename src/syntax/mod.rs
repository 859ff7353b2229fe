//! The language's front end: one [`tree`], read from two surfaces.
//!
//! [`yaml`] is the only file that reads YAML and [`scalar`] the only one that knows pest. Neither knows a rule by name: they
//! turn text into statements and values with spans, and leave the meaning to [`crate::resolve`] and [`crate::check`].

pub mod scalar;
pub mod tree;
pub mod yaml;
