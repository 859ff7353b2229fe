//! miette
