//! Rows of words, searched for words that stand in a row, in time that hardly grows with their number.

use std::collections::HashMap;

use super::Work;
use crate::draft::total::At as _;

/// How many words in a row the order of places goes by.
const GRAM: usize = 4;
/// How many starts of the wanted row are looked up, for the rarest.
const TRIES: usize = 12;
/// How many places are compared word by word.
const PLACES: usize = 512;
/// Stands between rows that do not touch.
const BORDER: u32 = u32::MAX;

/// Words, each with whatever it belongs to.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Only asked for a word, never walked.
    ids: HashMap<String, u32>,
    spelled: Vec<String>,
    words: Vec<u32>,
    owners: Vec<u32>,
    /// Places in the order of the words that follow them.
    order: Vec<u32>,
    pub(super) work: Work,
}

impl Rows {
    pub(super) fn push(&mut self, word: String, owner: usize) {
        let next = self.spelled.len() as u32;
        let id = match self.ids.get(&word) {
            Some(id) => *id,
            None => {
                self.spelled.push(word.clone());
                self.ids.insert(word, next);
                next
            }
        };
        self.words.push(id);
        self.owners.push(owner as u32);
    }

    pub(super) fn extend(&mut self, words: Vec<String>, owner: usize) {
        for word in words {
            self.push(word, owner);
        }
    }

    /// No row crosses this place.
    pub(super) fn border(&mut self) {
        self.words.push(BORDER);
        self.owners.push(0);
    }

    pub(super) fn index(&mut self) {
        let words = &self.words;
        let mut order: Vec<u32> = (0..words.len() as u32)
            .filter(|i| *words.at(*i as usize) != BORDER)
            .collect();
        order.sort_unstable_by_key(|&i| (gram(words, i), i));
        self.order = order;
    }

    pub(super) fn owner(&self, at: usize) -> usize {
        self.owners.get(at).map_or(0, |o| *o as usize)
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        let id = *self.words.get(at)? as usize;
        self.spelled.get(id).map(String::as_str)
    }

    /// The first place where these words stand in a row.
    pub(super) fn find(&self, wanted: &[String]) -> Option<usize> {
        let mut all = self.all(wanted);
        // Places with the same words behind them come in order.
        if wanted.len() <= GRAM {
            all.next()
        } else {
            all.min()
        }
    }

    /// The places where these words stand in a row.
    pub(super) fn all(&self, wanted: &[String]) -> impl Iterator<Item = usize> {
        let ids: Vec<u32> = wanted
            .iter()
            .map_while(|w| self.ids.get(w).copied())
            .collect();
        let known = ids.len() == wanted.len() && !ids.is_empty();
        let rarest = if known { self.rarest(&ids) } else { None };
        let (offset, range) = rarest.unwrap_or((0, &[]));
        range.iter().take(PLACES).filter_map(move |&place| {
            self.work.add(ids.len());
            let start = (place as usize).checked_sub(offset)?;
            (self.words.get(start..start + ids.len()) == Some(&ids)).then_some(start)
        })
    }

    /// The rarest start in a row of words, with its places.
    fn rarest(&self, ids: &[u32]) -> Option<(usize, &[u32])> {
        let last = ids.len().saturating_sub(GRAM);
        let mut best: Option<(usize, &[u32])> = None;
        for offset in (0..=last).take(TRIES).chain([last]) {
            let range = self.range(
                ids.get(offset..ids.len().min(offset + GRAM))
                    .unwrap_or_default(),
            );
            if range.is_empty() {
                return None;
            }
            if best.is_none_or(|b| range.len() < b.1.len()) {
                best = Some((offset, range));
            }
        }
        best
    }

    /// The places at which these words, four at most, stand.
    fn range(&self, ids: &[u32]) -> &[u32] {
        let cut = |after: bool| {
            self.order.partition_point(|&p| {
                self.work.add(1);
                let here = gram(&self.words, p);
                let here = here.get(..ids.len()).unwrap_or_default();
                if after { here <= ids } else { here < ids }
            })
        };
        self.order.get(cut(false)..cut(true)).unwrap_or_default()
    }
}

/// The words at a place and after it; [`BORDER`] past the end.
fn gram(words: &[u32], at: u32) -> [u32; GRAM] {
    let mut found = [BORDER; GRAM];
    for (i, slot) in found.iter_mut().enumerate() {
        match words.get(at as usize + i) {
            Some(w) if *w != BORDER => *slot = *w,
            _ => break,
        }
    }
    found
}
