//! `galley models list|pull|path`.
