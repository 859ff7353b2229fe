//! What is whole in a journal that may have been damaged: cut by a crash, changed by an editor, merged by git. Every record
//! is looked at on its own, and counts only when each of its texts is the one that its tag was made from.

use super::transcript::{FIRST_LINE, Reader, Record};

/// What could be read.
#[derive(Debug, Default)]
pub(super) struct Salvage {
    /// The whole records with the models that gave them, in the order of the file. A record without a model stood in a file
    /// whose head names none.
    pub(super) records: Vec<(Option<String>, Record)>,
    /// The model that the head names.
    pub(super) model: Option<String>,
    /// The lines, from 1, that belong to neither the head nor a whole record: the first one, and how many.
    pub(super) broken: Option<(usize, usize)>,
}

/// Reads what can be read; nothing makes it fail.
pub(super) fn salvage(text: &str) -> Salvage {
    let mut reader = Reader::wary(text.trim_start_matches('\u{feff}'));
    let mut out = Salvage::default();
    head(&mut reader, &mut out);
    while let Some(line) = reader.peek() {
        if line.is_empty() {
            reader.next_line();
        } else if line.starts_with("call:") {
            let (rest, at) = (reader.rest, reader.line);
            match reader.record() {
                Ok((by, record)) => {
                    let by = by.or_else(|| out.model.clone());
                    out.records.push((by, record));
                }
                Err(_) => {
                    // Another record may begin at the very next line.
                    (reader.rest, reader.line) = (rest, at);
                    broken(&mut reader, &mut out);
                }
            }
        } else {
            broken(&mut reader, &mut out);
        }
    }
    out
}

fn head(reader: &mut Reader<'_>, out: &mut Salvage) {
    let mut first = false;
    while let Some(line) = reader.peek() {
        if line.starts_with("call:") {
            break;
        }
        if line == FIRST_LINE && !first {
            first = true;
            reader.next_line();
        } else if line.is_empty() || line.starts_with("profile:") || line.starts_with("note:") {
            reader.next_line();
        } else if line.starts_with("model:") && out.model.is_none() {
            match reader.optional("model") {
                Ok(model) => out.model = model,
                Err(_) => mark(reader.line - 1, 1, out),
            }
        } else {
            broken(reader, out);
        }
    }
}

/// Passes over a line of no record. A whole text is passed over as one: what looks like a record inside it is none.
fn broken(reader: &mut Reader<'_>, out: &mut Salvage) {
    let (rest, at) = (reader.rest, reader.line);
    if !matches!(reader.text(), Ok(Some(_))) {
        (reader.rest, reader.line) = (rest, at);
        reader.next_line();
    }
    mark(at, reader.line - at, out);
}

fn mark(at: usize, lines: usize, out: &mut Salvage) {
    let (first, many) = out.broken.unwrap_or((at, 0));
    out.broken = Some((first, many + lines));
}
