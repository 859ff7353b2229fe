//! Makes the dictionary of a language pack (`src/lang/CODE/dictionary.fst`) out of words on standard input, one a line:
//! `cargo run --example dictionary -- FILE < words.txt`. `docs/dictionaries.md` says which words.

use std::collections::BTreeSet;
use std::io::{self, BufRead as _};

use unicode_normalization::UnicodeNormalization as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args()
        .nth(1)
        .ok_or("a file to write is missing")?;
    let mut words = BTreeSet::new();
    for line in io::stdin().lock().lines() {
        let word: String = line?.trim().nfc().collect();
        if word.chars().count() > 1 && word == word.to_lowercase() {
            words.insert(word);
        }
    }
    let set = fst::Set::from_iter(&words)?;
    std::fs::write(&file, set.as_fst().as_bytes())?;
    println!(
        "{} words, {} bytes",
        words.len(),
        set.as_fst().as_bytes().len()
    );
    Ok(())
}
