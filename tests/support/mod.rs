//! What integration tests share.
#![allow(dead_code, unreachable_pub)]

pub mod compile;
pub mod server;
