//! What several tests share.
#![allow(dead_code, unreachable_pub)]

pub mod compile;
pub mod each;
pub mod server;

/// How many cases a property is tried on: `usual`, or as many as `PROPTEST_CASES` says, such as 16 for a short look and 100000 for
/// a long one.
pub fn cases(usual: u32) -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(usual)
}
