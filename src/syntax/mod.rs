//! The language's front end: one [`tree`], read from two surfaces.
//!
//! [`yaml`] is the only room that reads YAML and [`scalar`] the only file that knows pest. Neither knows a rule by name: they
//! turn text into statements and values with spans, and leave the meaning to [`crate::resolve`] and [`crate::check`].

pub mod dump;
pub mod pattern;
pub mod scalar;
mod slips;
pub mod tree;
pub mod yaml;
