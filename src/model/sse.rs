//! Server-sent events, as much of them as chat completions use: bytes in, the `data` of each event out.
//!
//! Written here because the limit on a line must hold while it arrives: a server that never ends a line must not fill
//! the memory. Bytes are decoded a whole line at a time, so a character cut between two chunks comes out whole.

/// Takes bytes as they arrive and gives back the data of each event that is complete.
#[derive(Debug)]
pub(super) struct Events {
    line: Vec<u8>,
    data: Option<String>,
    after_cr: bool,
    limit: usize,
}

/// Why a stream cannot be read on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Torn {
    /// A line or an event passed the limit.
    TooLong,
    /// A line is no UTF-8.
    NotUtf8,
}

impl Events {
    /// A parser that gives up when one event holds more than `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            line: Vec::new(),
            data: None,
            after_cr: false,
            limit,
        }
    }

    /// The data of the events that these bytes complete. Comments, names and ids are passed over.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Result<Vec<String>, Torn> {
        let mut complete = Vec::new();
        for &byte in bytes {
            // A line ends with \n, \r or \r\n.
            let second_half = self.after_cr && byte == b'\n';
            self.after_cr = byte == b'\r';
            if second_half {
                continue;
            }
            if byte == b'\n' || byte == b'\r' {
                complete.extend(self.end_line()?);
            } else {
                self.line.push(byte);
                let held = self.line.len() + self.data.as_ref().map_or(0, String::len);
                if held > self.limit {
                    return Err(Torn::TooLong);
                }
            }
        }
        Ok(complete)
    }

    /// What a last event holds that lacks its empty line: some servers close right after the data.
    pub(super) fn end(&mut self) -> Option<String> {
        if !self.line.is_empty() {
            // A last line that is cut inside a character is no line; that the answer is not finished shows elsewhere.
            let _ = self.end_line();
        }
        self.data.take()
    }

    fn end_line(&mut self) -> Result<Option<String>, Torn> {
        let line = String::from_utf8(std::mem::take(&mut self.line)).map_err(|_| Torn::NotUtf8)?;
        if line.is_empty() {
            return Ok(self.data.take());
        }
        if let Some(value) = line.strip_prefix("data:") {
            let value = value.strip_prefix(' ').unwrap_or(value);
            match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_survive_every_cut() {
        let stream =
            ": ping\r\n\r\nevent: x\ndata: {\"é\":\ndata: 1}\n\nid: 4\r\rdata:[DONE]\r\n\r\n"
                .as_bytes();
        for cut in 0..stream.len() {
            let mut events = Events::new(1000);
            let mut got = events.feed(&stream[..cut]).unwrap();
            got.extend(events.feed(&stream[cut..]).unwrap());
            assert_eq!(got, ["{\"é\":\n1}", "[DONE]"], "cut at {cut}");
            assert_eq!(events.end(), None);
        }
    }

    #[test]
    fn a_last_event_without_its_empty_line() {
        let mut events = Events::new(1000);
        assert_eq!(events.feed(b"data: a\n\ndata: b").unwrap(), ["a"]);
        assert_eq!(events.end().as_deref(), Some("b"));
    }

    #[test]
    fn bytes_that_are_no_utf8_are_an_error() {
        let mut events = Events::new(1000);
        assert_eq!(events.feed(b"data: caf\xe9\n\n"), Err(Torn::NotUtf8));
        let mut events = Events::new(1000);
        assert_eq!(
            events.feed("data: é".as_bytes().split_last().unwrap().1),
            Ok(vec![])
        );
        assert_eq!(events.end(), None);
    }

    #[test]
    fn a_line_without_end_is_dropped() {
        let mut events = Events::new(10);
        assert_eq!(events.feed(b"data: 1234567890"), Err(Torn::TooLong));
    }

    proptest::proptest! {
        /// However the bytes are cut, the same events come out, and the same error.
        #[test]
        fn cuts_change_nothing(
            bytes in proptest::collection::vec(
                proptest::prop_oneof![
                    4 => proptest::sample::select(b"data: {}[]\":\r\n\n\n".to_vec()),
                    1 => proptest::num::u8::ANY,
                ],
                0..200,
            ),
            cuts in proptest::collection::vec(0_usize..200, 0..6),
        ) {
            let read = |chunks: &[&[u8]]| {
                let mut events = Events::new(60);
                let mut got = Vec::new();
                for chunk in chunks {
                    match events.feed(chunk) {
                        Ok(more) => got.extend(more),
                        Err(torn) => return (got, Some(torn), None),
                    }
                }
                (got, None, events.end())
            };
            let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(bytes.len())).collect();
            cuts.sort_unstable();
            let (mut chunks, mut from) = (Vec::new(), 0);
            for cut in cuts {
                chunks.push(&bytes[from..cut]);
                from = cut;
            }
            chunks.push(&bytes[from..]);
            let (whole, cut) = (read(&[&bytes]), read(&chunks));
            // Events of a chunk that ends in an error are lost with it, so what is given before the error may differ.
            proptest::prop_assert_eq!((&whole.1, &whole.2), (&cut.1, &cut.2));
            if whole.1.is_none() {
                proptest::prop_assert_eq!(whole.0, cut.0);
            }
        }
    }
}
