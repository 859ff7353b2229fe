//! Transcripts: what was asked of a model and what it answered, as a text file that people can review.
//!
//! ```text
//! galley transcript 1
//! model: local:qwen2.5-coder-1.5b
//! profile: small
//! note: a free line of text
//!
//! call: section:faits
//! sampling: max-tokens 400, temperature 0.2, repetition 1.05, seed 7
//! stop: "###"
//! <<< system 1f0c5e1b2a7d9e40
//! …the text, byte for byte…
//! >>> 1f0c5e1b2a7d9e40
//! === user 77aa01c9d3b2e5f6
//! answered: qwen2.5-coder-1.5b-instruct
//! finish: stop
//! usage: prompt 629, completion 120, cached 589
//! <<< answer 0b1d…
//! …
//! >>> 0b1d…
//! ```
//!
//! A text stands between `<<< WHO TAG` and `>>> TAG`; the tag is made from the text's own hash, so no text can hold its
//! own closing line, and nothing in it is escaped. The line break before `>>>` is not part of the text. A text that
//! stood in the file before is not repeated: `=== WHO TAG` refers to it. There is no clock in the file, and calls stand
//! in the order of the plan, so two equal runs write equal files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Completion, Finish, Message, ModelError, Profile, Request, Role, Usage};

/// The first line of every transcript of this format.
pub const FIRST_LINE: &str = "galley transcript 1";

/// What was asked and answered in a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Transcript {
    /// The model that answered, as `--model` takes it.
    pub model: String,
    /// What the compiler counted on; the same plan comes out only with the same profile.
    pub profile: Profile,
    /// Free lines of text, such as `answers written by hand`.
    pub notes: Vec<String>,
    /// The calls, in the order of the plan.
    pub records: Vec<Record>,
}

/// One call.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What was asked. Its `order` is the place in the file.
    pub request: Request,
    /// What came.
    pub answer: Completion,
}

impl Transcript {
    /// A transcript without calls.
    #[must_use]
    pub fn new(model: impl Into<String>, profile: Profile) -> Self {
        Self {
            model: model.into(),
            profile,
            notes: Vec::new(),
            records: Vec::new(),
        }
    }

    /// The file.
    #[must_use]
    pub fn print(&self) -> String {
        let mut out = self.head();
        let mut fences = Fences::default();
        for record in &self.records {
            fences.record(&mut out, record, None);
        }
        out
    }

    /// The lines before the first call.
    pub(super) fn head(&self) -> String {
        let mut out = format!("{FIRST_LINE}\n");
        let p = self.profile;
        line(&mut out, "model", &self.model);
        let _ = writeln!(out, "profile: {}", p.name);
        for note in &self.notes {
            line(&mut out, "note", note);
        }
        out
    }

    /// Reads a file that [`Transcript::print`] wrote. `name` is the file's name, for messages.
    ///
    /// # Errors
    /// [`ModelError::BadTranscript`] names the line and what was wanted there.
    pub fn parse(name: &str, text: &str) -> Result<Self, ModelError> {
        Ok(Self::parse_with_lines(name, text)?.0)
    }

    /// As [`Transcript::parse`], with the line (from 1) at which each record begins.
    ///
    /// # Errors
    /// [`ModelError::BadTranscript`] names the line and what was wanted there.
    pub fn parse_with_lines(name: &str, text: &str) -> Result<(Self, Vec<usize>), ModelError> {
        Reader::new(name, text).transcript()
    }
}

impl Record {
    /// The call as it stands in a journal: with its model, and with every text in full, so that it can be read whatever
    /// becomes of the rest of the file.
    pub(super) fn print_alone(&self, model: &str) -> String {
        let mut out = String::new();
        Fences::default().record(&mut out, self, Some(model));
        out
    }
}

const ANSWER: &str = "answer";

/// Texts that stand in the file, by their tags.
#[derive(Default)]
struct Fences<'a> {
    printed: BTreeMap<String, &'a str>,
}

impl<'a> Fences<'a> {
    /// One call; `model` is whose answer it is, where the head of the file alone shall not tell.
    fn record(&mut self, out: &mut String, record: &'a Record, model: Option<&str>) {
        let r = &record.request;
        out.push('\n');
        line(out, "call", &r.step);
        if let Some(model) = model {
            line(out, "model", model);
        }
        let _ = writeln!(
            out,
            "sampling: max-tokens {}, temperature {}, repetition {}, seed {}",
            r.max_tokens, r.temperature, r.repetition_penalty, r.seed
        );
        for stop in &r.stop {
            let _ = writeln!(out, "stop: {}", quoted(stop));
        }
        for message in &r.messages {
            self.print(out, role_word(message.role), &message.text);
        }
        let a = &record.answer;
        line(out, "answered", &a.model);
        let _ = writeln!(out, "finish: {}", finish_word(a.finish));
        if let Some(u) = a.usage {
            let _ = writeln!(
                out,
                "usage: prompt {}, completion {}, cached {}",
                u.prompt, u.completion, u.cached
            );
        }
        self.print(out, ANSWER, &a.text);
    }

    fn print(&mut self, out: &mut String, who: &str, text: &'a str) {
        let tag = self.tag(text);
        if self.printed.get(&tag) == Some(&text) && who != ANSWER {
            let _ = writeln!(out, "=== {who} {tag}");
        } else {
            let _ = write!(out, "<<< {who} {tag}\n{text}\n>>> {tag}\n");
            self.printed.insert(tag, text);
        }
    }

    /// A tag that no other text has and that closes nothing inside the text.
    fn tag(&self, text: &str) -> String {
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let mut length = 16;
        loop {
            let tag = hash.get(..length).unwrap_or(&hash);
            let taken = self.printed.get(tag).is_some_and(|t| *t != text);
            let closes = text.lines().any(|l| l == format!(">>> {tag}"));
            if length == hash.len() || !(taken || closes) {
                return tag.to_owned();
            }
            length += 16;
        }
    }
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::System => "system",
        Role::User => "user",
        Role::Assistant => "assistant",
    }
}

fn finish_word(finish: Finish) -> &'static str {
    match finish {
        Finish::Stop => "stop",
        Finish::Length => "length",
        Finish::Filtered => "filtered",
        Finish::Refused => "refused",
        Finish::Unknown => "unknown",
        Finish::Echoed => "echoed",
    }
}

/// `name: value`; a value that would not come back as it is stands in quotes.
fn line(out: &mut String, name: &str, value: &str) {
    let plain = value.trim() == value
        && !value.is_empty()
        && !value.starts_with('"')
        && !value.chars().any(char::is_control);
    if plain {
        let _ = writeln!(out, "{name}: {value}");
    } else {
        let _ = writeln!(out, "{name}: {}", quoted(value));
    }
}

fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

pub(super) struct Reader<'a> {
    name: &'a str,
    pub(super) rest: &'a str,
    /// Of the next line, from 1.
    pub(super) line: usize,
    texts: BTreeMap<&'a str, Cow<'a, str>>,
    /// Whether the file may have been damaged: line ends may be CRLF, and a text counts only when its tag fits.
    wary: bool,
}

impl<'a> Reader<'a> {
    fn new(name: &'a str, text: &'a str) -> Self {
        Self {
            name,
            rest: text,
            line: 1,
            texts: BTreeMap::new(),
            wary: false,
        }
    }

    /// A reader of a file that may have been damaged.
    pub(super) fn wary(text: &'a str) -> Self {
        Self {
            wary: true,
            ..Self::new("", text)
        }
    }

    fn transcript(mut self) -> Result<(Transcript, Vec<usize>), ModelError> {
        let first = self.next_line().unwrap_or_default();
        if first.strip_suffix('\r') == Some(FIRST_LINE) {
            let message = "lines end in CRLF, and a recording counts byte by byte; `*.transcript -text` in `.gitattributes` keeps git from changing it";
            return Err(self.bad(1, message.to_owned()));
        }
        if first != FIRST_LINE {
            return Err(self.bad(
                1,
                format!(
                    "the file begins with {}; wanted `{FIRST_LINE}`",
                    shown(first)
                ),
            ));
        }
        let model = self.field("model")?;
        let profile = self.profile()?;
        let mut transcript = Transcript::new(model, profile);
        while let Some(note) = self.optional("note")? {
            transcript.notes.push(note);
        }
        let mut lines = Vec::new();
        loop {
            while self.peek() == Some("") {
                self.next_line();
            }
            if self.rest.is_empty() {
                break;
            }
            lines.push(self.line);
            let (_, mut record) = self.record()?;
            record.request.order = u32::try_from(transcript.records.len()).unwrap_or(u32::MAX);
            transcript.records.push(record);
        }
        Ok((transcript, lines))
    }

    /// The call that begins here, with the model that it names.
    pub(super) fn record(&mut self) -> Result<(Option<String>, Record), ModelError> {
        let step = self.field("call")?;
        let by = self.optional("model")?;
        let at = self.line;
        let [max_tokens, temperature, repetition, seed] = self.numbers(
            "sampling",
            ["max-tokens", "temperature", "repetition", "seed"],
        )?;
        let wrong = |what: &str| self.bad(at, format!("`{what}` is not a number of its kind"));
        let mut request = Request {
            step,
            max_tokens: max_tokens.parse().map_err(|_| wrong(&max_tokens))?,
            temperature: temperature.parse().map_err(|_| wrong(&temperature))?,
            repetition_penalty: repetition.parse().map_err(|_| wrong(&repetition))?,
            seed: seed.parse().map_err(|_| wrong(&seed))?,
            ..Request::default()
        };
        while let Some(stop) = self.optional("stop")? {
            request.stop.push(stop);
        }
        while let Some((who, text, at)) = self.text()? {
            let role = match who {
                "system" => Role::System,
                "user" => Role::User,
                "assistant" => Role::Assistant,
                other => {
                    return Err(self.bad(
                        at,
                        format!(
                            "{} speaks; wanted `system`, `user` or `assistant`",
                            shown(other)
                        ),
                    ));
                }
            };
            request.messages.push(Message {
                role,
                text: text.into_owned(),
            });
        }
        let model = self.field("answered")?;
        let at = self.line;
        // Where a file does not say it, the answer was finished.
        let finish = match self.optional("finish")?.as_deref() {
            None | Some("stop") => Finish::Stop,
            Some("length") => Finish::Length,
            Some("filtered") => Finish::Filtered,
            Some("refused") => Finish::Refused,
            Some("unknown") => Finish::Unknown,
            Some("echoed") => Finish::Echoed,
            Some(other) => {
                return Err(self.bad(
                    at,
                    format!(
                        "finish is {}; wanted `stop`, `length`, `filtered`, `refused`, `unknown` or `echoed`",
                        shown(other)
                    ),
                ));
            }
        };
        let at = self.line;
        let usage = if self.peek().is_some_and(|l| l.starts_with("usage:")) {
            let [prompt, completion, cached] =
                self.numbers("usage", ["prompt", "completion", "cached"])?;
            let number = |n: String| {
                n.parse::<u64>()
                    .map_err(|_| self.bad(at, format!("`{n}` is not a count of tokens")))
            };
            Some(Usage {
                prompt: number(prompt)?,
                completion: number(completion)?,
                cached: number(cached)?,
            })
        } else {
            None
        };
        let at = self.line;
        match self.text()? {
            Some((ANSWER, text, _)) => Ok((
                by,
                Record {
                    request,
                    answer: Completion {
                        text: text.into_owned(),
                        finish,
                        usage,
                        model,
                    },
                },
            )),
            _ => Err(self.bad(at, "wanted the answer: `<<< answer TAG`".to_owned())),
        }
    }

    fn profile(&mut self) -> Result<Profile, ModelError> {
        let at = self.line;
        let name = self.field("profile")?;
        Profile::named(name.trim())
            .ok_or_else(|| self.bad(at, format!("there is no profile {}", shown(name.trim()))))
    }

    /// The values of `name: first 1, second 2`, in that order.
    fn numbers<const N: usize>(
        &mut self,
        name: &str,
        wanted: [&str; N],
    ) -> Result<[String; N], ModelError> {
        let at = self.line;
        let line = self.field(name)?;
        let form = || {
            wanted
                .iter()
                .map(|w| format!("{w} …"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut values = Vec::new();
        for part in line.split(", ") {
            match (part.split_once(' '), wanted.get(values.len())) {
                (Some((word, value)), Some(w)) if word == *w => values.push(value.to_owned()),
                _ => {
                    return Err(self.bad(
                        at,
                        format!("{} does not fit; wanted `{name}: {}`", shown(part), form()),
                    ));
                }
            }
        }
        values.try_into().map_err(|_| {
            self.bad(
                at,
                format!("the line is too short; wanted `{name}: {}`", form()),
            )
        })
    }

    /// The value of a line that must come now.
    fn field(&mut self, name: &str) -> Result<String, ModelError> {
        let at = self.line;
        match self.optional(name)? {
            Some(value) => Ok(value),
            None => {
                let found = self.peek().map_or("the end of the file".to_owned(), shown);
                Err(self.bad(at, format!("{found} stands here; wanted `{name}: …`")))
            }
        }
    }

    /// The value of the next line, when it is called so.
    pub(super) fn optional(&mut self, name: &str) -> Result<Option<String>, ModelError> {
        let Some(value) = self
            .peek()
            .and_then(|l| l.strip_prefix(name))
            .and_then(|l| l.strip_prefix(':'))
        else {
            return Ok(None);
        };
        let value = value.trim();
        let at = self.line;
        self.next_line();
        if value.starts_with('"') {
            return serde_json::from_str(value).map(Some).map_err(|_| {
                self.bad(
                    at,
                    format!("{} opens a quotation that does not end well", shown(value)),
                )
            });
        }
        Ok(Some(value.to_owned()))
    }

    /// The text that stands or is referred to here, who speaks it, and its line.
    #[allow(clippy::type_complexity)]
    pub(super) fn text(&mut self) -> Result<Option<(&'a str, Cow<'a, str>, usize)>, ModelError> {
        let at = self.line;
        let Some(line) = self.peek() else {
            return Ok(None);
        };
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        if mark != "<<<" && mark != "===" {
            return Ok(None);
        }
        let Some((who, tag)) = rest.split_once(' ').filter(|(_, t)| !t.is_empty()) else {
            return Err(self.bad(
                at,
                format!("{} lacks its tag; wanted `{mark} WHO TAG`", shown(line)),
            ));
        };
        self.next_line();
        if mark == "===" {
            return match self.texts.get(tag) {
                Some(text) => Ok(Some((who, text.clone(), at))),
                None => Err(self.bad(at, format!("no text before this line has the tag `{tag}`"))),
            };
        }
        let close = format!("\n>>> {tag}");
        let mut from = 0;
        let (text, after) = loop {
            // `>>> TAG` must be a whole line: a longer tag that begins alike does not close.
            let below = self.rest.get(from..).unwrap_or("");
            let found = below.find(&close).and_then(|i| {
                let (text, rest) = self.rest.split_at_checked(from + i)?;
                Some((text, rest.strip_prefix(&close)?))
            });
            let Some((text, rest)) = found else {
                return Err(self.bad(
                    at,
                    format!("the text that opens here has no closing line `>>> {tag}`"),
                ));
            };
            let after = text.len() + close.len();
            match rest.as_bytes() {
                [] => break (text, after),
                [b'\n', ..] => break (text, after + 1),
                [b'\r'] if self.wary => break (text, after + 1),
                [b'\r', b'\n', ..] if self.wary => break (text, after + 2),
                _ => from = after,
            }
        };
        let text = if self.wary {
            match intact(text, tag) {
                Some(text) => text,
                None => {
                    return Err(self.bad(at, format!("the text is not the one of the tag `{tag}`")));
                }
            }
        } else {
            Cow::Borrowed(text)
        };
        let (read, rest) = self.rest.split_at_checked(after).unwrap_or((self.rest, ""));
        self.line += read.matches('\n').count();
        self.rest = rest;
        self.texts.insert(tag, text.clone());
        Ok(Some((who, text, at)))
    }

    pub(super) fn peek(&self) -> Option<&'a str> {
        let line = self.whole_line()?;
        let cut = line.strip_suffix('\r').filter(|_| self.wary);
        Some(cut.unwrap_or(line))
    }

    fn whole_line(&self) -> Option<&'a str> {
        (!self.rest.is_empty()).then(|| self.rest.split('\n').next().unwrap_or_default())
    }

    pub(super) fn next_line(&mut self) -> Option<&'a str> {
        let line = self.whole_line()?;
        self.rest = self.rest.get(line.len() + 1..).unwrap_or("");
        self.line += 1;
        Some(line)
    }

    fn bad(&self, line: usize, reason: String) -> ModelError {
        ModelError::BadTranscript {
            place: format!("{}:{line}", self.name),
            reason,
        }
    }
}

/// The text whose tag this is: as it stands, or with the line ends that it had before something made CRLF of them.
fn intact<'a>(text: &'a str, tag: &str) -> Option<Cow<'a, str>> {
    let fits =
        |text: &str| tag.len() >= 16 && blake3::hash(text.as_bytes()).to_hex().starts_with(tag);
    if fits(text) {
        return Some(Cow::Borrowed(text));
    }
    // The line break before the closing line was made CRLF too.
    let text = text.strip_suffix('\r').unwrap_or(text);
    if fits(text) {
        return Some(Cow::Borrowed(text));
    }
    let unix = text.replace("\r\n", "\n");
    fits(&unix).then_some(Cow::Owned(unix))
}

/// A line of a file as a message quotes it.
fn shown(line: &str) -> String {
    format!(
        "`{}`",
        super::secret::printable(&line.chars().take(60).collect::<String>(), &[])
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample() -> Transcript {
        let message = |role, text: &str| Message {
            role,
            text: text.to_owned(),
        };
        let record = |order, step: &str, user: &str, answer: &str| Record {
            request: Request {
                step: step.to_owned(),
                messages: vec![
                    message(Role::System, "Vous êtes rédacteur.\n"),
                    message(Role::User, user),
                ],
                order,
                ..Request::default()
            },
            answer: Completion {
                text: answer.to_owned(),
                finish: Finish::Stop,
                usage: (order == 0).then_some(Usage {
                    prompt: 3,
                    completion: 2,
                    cached: 1,
                }),
                model: "m".to_owned(),
            },
        };
        Transcript {
            notes: vec!["answers written by hand".to_owned()],
            records: vec![
                record(0, "title", "Un titre ?", "Un titre"),
                record(
                    1,
                    "section:faits",
                    "Les faits ?",
                    "Des faits\n\n>>> pas une fin\n",
                ),
            ],
            ..Transcript::new("manual", Profile::by_hand())
        }
    }

    #[test]
    fn the_form_is_the_documented_one() {
        insta::with_settings!({snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/model"), prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!("transcript", sample().print());
        });
        assert_eq!(Transcript::parse("t", &sample().print()).unwrap(), sample());
    }

    #[test]
    fn a_text_that_holds_its_own_closing_line_is_safe() {
        // The tag depends on the text, so a text with its own tag cannot be found by trying; force the next best: a text
        // that holds the closing line of another one.
        let mut t = sample();
        let tag = Fences::default().tag(&t.records[0].answer.text);
        t.records[1].answer.text = format!("a\n>>> {tag}\n\ncall: trap\n");
        assert_eq!(Transcript::parse("t", &t.print()).unwrap(), t);
    }

    #[test]
    fn every_fault_names_its_line() {
        let good = sample().print();
        let cases = [
            ("", 1, "galley transcript 1"),
            ("hello\n", 1, "`hello`"),
            ("galley transcript 1\nnote: x\n", 2, "wanted `model: …`"),
            ("galley transcript 1\nmodel: \"x\n", 2, "quotation"),
            (
                &good.replace("profile: by-hand", "profile: maybe"),
                3,
                "`maybe`",
            ),
            (&good.replacen("seed 0", "seed x", 1), 7, "`x`"),
            (&good.replacen("<<< system", "<<< nobody", 1), 8, "`nobody`"),
            (
                &good.replacen("finish: stop", "finish: maybe", 1),
                16,
                "`maybe`",
            ),
            (
                &good.replacen("=== system ", "=== system x", 1),
                24,
                "no text before",
            ),
        ];
        for (text, line, words) in cases {
            let ModelError::BadTranscript { place, reason } =
                Transcript::parse("t", text).unwrap_err()
            else {
                panic!()
            };
            assert_eq!(place, format!("t:{line}"), "{reason}\n{text}");
            assert!(reason.contains(words), "{reason}");
        }
        // Cut anywhere, it is an error or a shorter transcript, and never a panic.
        for cut in (0..good.len()).filter(|i| good.is_char_boundary(*i)) {
            let _ = Transcript::parse("t", &good[..cut]);
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-zé\"« »<>= \n\r:]{0,40}",
            Just("same text".to_owned()),
            Just("\n\n".to_owned()),
        ]
    }

    fn record() -> impl Strategy<Value = Record> {
        let role = prop_oneof![Just(Role::System), Just(Role::User), Just(Role::Assistant)];
        let finish = prop_oneof![
            Just(Finish::Stop),
            Just(Finish::Length),
            Just(Finish::Filtered),
            Just(Finish::Refused),
            Just(Finish::Unknown),
            Just(Finish::Echoed)
        ];
        (
            text(),
            proptest::collection::vec((role, text()), 0..4),
            any::<(u32, f32, u64)>(),
            proptest::collection::vec(text(), 0..3),
            (
                text(),
                text(),
                finish,
                proptest::option::of(any::<(u64, u64, u64)>()),
            ),
        )
            .prop_map(
                |(
                    step,
                    messages,
                    (max_tokens, temperature, seed),
                    stop,
                    (answer, model, finish, usage),
                )| Record {
                    request: Request {
                        step,
                        messages: messages
                            .into_iter()
                            .map(|(role, text)| Message { role, text })
                            .collect(),
                        max_tokens,
                        temperature,
                        seed,
                        stop,
                        ..Request::default()
                    },
                    answer: Completion {
                        text: answer,
                        finish,
                        usage: usage.map(|(prompt, completion, cached)| Usage {
                            prompt,
                            completion,
                            cached,
                        }),
                        model,
                    },
                },
            )
            .prop_filter("a number that equals itself", |r| {
                !r.request.temperature.is_nan()
            })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(
            model in text(),
            notes in proptest::collection::vec(text(), 0..3),
            mut records in proptest::collection::vec(record(), 0..4),
        ) {
            for (n, r) in records.iter_mut().enumerate() {
                r.request.order = u32::try_from(n).unwrap();
            }
            let transcript = Transcript { notes, records, ..Transcript::new(model, Profile::small()) };
            let printed = transcript.print();
            let (read, lines) = Transcript::parse_with_lines("t", &printed).unwrap();
            prop_assert_eq!(&read, &transcript);
            prop_assert_eq!(lines.len(), transcript.records.len());
            prop_assert_eq!(read.print(), printed);
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = Transcript::parse("t", &text);
            let _ = Transcript::parse("t", &format!("{FIRST_LINE}\nmodel: m\n{text}"));
        }
    }
}
