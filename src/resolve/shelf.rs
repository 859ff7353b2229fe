//! Packs that were read before: a process that compiles many recipes reads each pack once.
//!
//! A tree holds places, and a place names its text by the number that the text has in one compilation. So what is kept is
//! kept for that number: a pack that is used first by one recipe and second by another is read for each of the two. What
//! comes from the shelf is the same, to the last place and message, as what would be read.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diag::{Diagnostic, Sink};
use crate::resolve::Loaded;
use crate::source::{Source, SourceId};
use crate::syntax::normal::Words;
use crate::syntax::tree::Tree;

/// How many readings are kept. A repository has some packs, each at one or two places in the order of use.
const KEPT: usize = 64;

/// The readings of packs.
#[derive(Debug, Default)]
pub struct Shelf {
    readings: Mutex<BTreeMap<(String, SourceId), Arc<Reading>>>,
}

/// One text, read under one number.
#[derive(Debug)]
struct Reading {
    source: Source,
    tree: Option<Arc<Tree>>,
    diagnostics: Vec<Diagnostic>,
}

impl Shelf {
    /// The pack as it is read under the number `id`, which is that of `source`; what is wrong with it goes to `sink`.
    pub(super) fn tree(
        &self,
        id: SourceId,
        source: &Source,
        words: &dyn Words,
        sink: &mut Sink,
    ) -> Option<Arc<Tree>> {
        let key = (source.name().to_owned(), id);
        let kept = self.lock().get(&key).map(Arc::clone);
        let reading = match kept.filter(|r| r.source.text() == source.text()) {
            Some(reading) => reading,
            None => {
                let mut own = Sink::new();
                let tree = crate::syntax::read(id, source.name(), source.text(), words, &mut own);
                let reading = Arc::new(Reading {
                    source: source.clone(),
                    tree: tree.map(Arc::new),
                    diagnostics: own.items().to_vec(),
                });
                let mut readings = self.lock();
                if readings.len() >= KEPT && !readings.contains_key(&key) {
                    readings.clear();
                }
                readings.insert(key, Arc::clone(&reading));
                reading
            }
        };
        for d in &reading.diagnostics {
            sink.push(d.clone());
        }
        reading.tree.clone()
    }

    /// The named text of a pack: the one that was read before, when it is the same, so that its lines are counted once.
    pub(super) fn source(&self, id: SourceId, loaded: &Loaded) -> Source {
        let key = (loaded.name.clone(), id);
        match self.lock().get(&key) {
            Some(r) if r.source.text() == loaded.text => r.source.clone(),
            _ => Source::new(&loaded.name, &loaded.text),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<(String, SourceId), Arc<Reading>>> {
        self.readings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Vocabulary;

    fn read(shelf: &Shelf, id: u32, text: &str) -> (Option<Arc<Tree>>, Vec<Diagnostic>) {
        let mut sink = Sink::new();
        let source = Source::new("house.yaml", text);
        let tree = shelf.tree(SourceId(id), &source, &Vocabulary::default(), &mut sink);
        (tree, sink.items().to_vec())
    }

    #[test]
    fn a_pack_is_read_once_for_each_number() {
        let shelf = Shelf::default();
        let (first, _) = read(&shelf, 1, "pack: a\n");
        let (again, _) = read(&shelf, 1, "pack: a\n");
        let (second, _) = read(&shelf, 2, "pack: a\n");
        let (first, again) = (first.expect("reads"), again.expect("reads"));
        assert!(Arc::ptr_eq(&first, &again));
        let second = second.expect("reads");
        assert_eq!(second.statements[0].loc.source, SourceId(2));
        assert_eq!(first.statements[0].loc.source, SourceId(1));
    }

    #[test]
    fn a_changed_text_is_read_again() {
        let shelf = Shelf::default();
        let (_, _) = read(&shelf, 1, "pack: a\n");
        let (changed, _) = read(&shelf, 1, "pack: b\n");
        let changed = changed.expect("reads");
        assert_eq!(changed.statements[0].values[0].raw, "b");
    }

    #[test]
    fn what_is_wrong_is_said_each_time() {
        let shelf = Shelf::default();
        let (_, first) = read(&shelf, 1, "pack: a\npack: b\n");
        let (_, again) = read(&shelf, 1, "pack: a\npack: b\n");
        assert!(!first.is_empty());
        assert_eq!(first, again);
    }
}
