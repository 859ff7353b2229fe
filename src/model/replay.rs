//! Recorded answers: [`Replay`] gives them back, [`Recorder`] takes them down.
//!
//! Replay is strict: a prompt is answered only with what was recorded for exactly that prompt, under the same step. Calls
//! may come in any order, because steps run in parallel. A repair has another step label and another prompt than the
//! first attempt, so it never gets the first attempt's answer.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use similar::{ChangeTag, TextDiff};

use super::keep;
use super::secret::printable;
use super::transcript::{Record, Transcript};
use super::{Completion, Message, Model, ModelError, Profile, Progress, Request, Role};

/// Answers from a transcript.
#[derive(Debug)]
pub struct Replay {
    name: String,
    transcript: Transcript,
    lines: Vec<usize>,
    used: Mutex<Vec<bool>>,
}

impl Replay {
    /// Reads a transcript. `name` is the file's name, for messages.
    ///
    /// # Errors
    /// [`ModelError::BadTranscript`].
    pub fn new(name: impl Into<String>, text: &str) -> Result<Self, ModelError> {
        let name = name.into();
        let (transcript, lines) = Transcript::parse_with_lines(&name, text)?;
        let used = Mutex::new(vec![false; transcript.records.len()]);
        Ok(Self {
            name,
            transcript,
            lines,
            used,
        })
    }

    /// The model that was recorded, as `--model` takes it.
    #[must_use]
    pub fn recorded_model(&self) -> &str {
        &self.transcript.model
    }

    /// The notes at the head of the recording.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.transcript.notes
    }

    /// The calls that nobody asked for (yet), each as `step (FILE:LINE)`, in the order of the file. A run that ends with
    /// some took another path than the recorded one.
    #[must_use]
    pub fn unused(&self) -> Vec<String> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.iter()
            .zip(&self.transcript.records)
            .enumerate()
            .filter(|(_, (used, _))| !**used)
            .map(|(i, (_, record))| {
                format!(
                    "{} ({})",
                    printable(&record.request.step, &[]),
                    self.place(i)
                )
            })
            .collect()
    }

    fn place(&self, record: usize) -> String {
        match self.lines.get(record) {
            Some(line) => format!("{}:{line}", self.name),
            None => self.name.clone(),
        }
    }
}

impl Model for Replay {
    fn id(&self) -> String {
        format!("replay:{}", self.name)
    }

    /// The profile that was recorded, so that the compiler makes the same plan.
    fn profile(&self) -> Profile {
        self.transcript.profile
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let records = &self.transcript.records;
        let of_step = |r: &&Record| r.request.step == request.step;
        let open: Vec<(usize, &Record)> = records
            .iter()
            .enumerate()
            .filter(|(i, r)| of_step(r) && used.get(*i) == Some(&false))
            .collect();
        let same = |(_, r): &&(usize, &Record)| r.request.messages == request.messages;
        // Samples of one prompt differ by their seed only, and may be asked for in any order.
        let found = open
            .iter()
            .filter(same)
            .find(|(_, r)| r.request.seed == request.seed)
            .or_else(|| open.iter().find(same));
        if let Some(&(i, record)) = found {
            if let Some(used) = used.get_mut(i) {
                *used = true;
            }
            drop(used);
            let answer = record.answer.clone();
            progress(Progress::Text(answer.text.clone()));
            return Ok(answer);
        }
        let step = printable(&request.step, &[]);
        let Some(&(first, nearest)) = open.first() else {
            let some = records.iter().any(|r| of_step(&r));
            return Err(ModelError::ReplayExhausted {
                file: self.name.clone(),
                step,
                left: if some { "further " } else { "" }.to_owned(),
            });
        };
        let (role, diff) = first_difference(&nearest.request.messages, &request.messages);
        Err(ModelError::ReplayMismatch {
            step,
            place: self.place(first),
            role,
            diff,
        })
    }
}

/// The first message that differs, and its first differing words between some that do not.
fn first_difference(recorded: &[Message], sent: &[Message]) -> (String, String) {
    let word = |role: Role| match role {
        Role::System => "system",
        Role::User => "user",
        Role::Assistant => "assistant",
    };
    for i in 0..recorded.len().max(sent.len()) {
        match (recorded.get(i), sent.get(i)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) if a.role != b.role => {
                return (
                    word(a.role).to_owned(),
                    format!("[-{}-] {{+{}+}} speaks", word(a.role), word(b.role)),
                );
            }
            (Some(a), Some(b)) => return (word(a.role).to_owned(), word_diff(&a.text, &b.text)),
            (Some(a), None) => return (word(a.role).to_owned(), "it is no longer sent".to_owned()),
            (None, Some(b)) => return (word(b.role).to_owned(), "it was not sent then".to_owned()),
            (None, None) => break,
        }
    }
    ("user".to_owned(), "nothing".to_owned())
}

/// The first change, with up to six words before it and after it.
fn word_diff(old: &str, new: &str) -> String {
    const AROUND: usize = 6;
    // Far into a long text that is equal up to there, only the rest is of interest; and a diff of whole articles is slow.
    let equal = old
        .char_indices()
        .zip(new.chars())
        .find(|((_, a), b)| a != b)
        .map_or(old.len().min(new.len()), |((i, _), _)| i);
    let alike = old.get(..equal).unwrap_or("");
    let from = alike
        .rmatch_indices(' ')
        .nth(AROUND)
        .map_or(0, |(i, _)| i + 1);
    let rest = |s: &'_ str| s.get(from..).unwrap_or(s).to_owned();
    let window = |s: &str| rest(s).chars().take(600).collect::<String>();
    let (old_part, new_part) = (window(old), window(new));
    let diff = TextDiff::from_words(old_part.as_str(), new_part.as_str());
    let mut out = String::new();
    let (mut gone, mut come) = (String::new(), String::new());
    let mut after = 0;
    for change in diff.iter_all_changes() {
        let value = change.value();
        match change.tag() {
            ChangeTag::Delete if after == 0 => gone.push_str(value),
            ChangeTag::Insert if after == 0 => come.push_str(value),
            ChangeTag::Equal if gone.is_empty() && come.is_empty() => out.push_str(value),
            ChangeTag::Equal => {
                if after == 0 {
                    out.push_str(&marked(&gone, &come));
                }
                out.push_str(value);
                after += usize::from(!value.trim().is_empty());
                if after == AROUND {
                    break;
                }
            }
            _ => break,
        }
    }
    if after == 0 {
        out.push_str(&marked(&gone, &come));
    }
    let start = if from > 0 { "… " } else { "" };
    format!("{start}{}", visible(out.trim_end()))
}

fn marked(gone: &str, come: &str) -> String {
    let mut out = String::new();
    if !gone.is_empty() {
        out.push_str(&format!("[-{}-]", visible(gone)));
    }
    if !come.is_empty() {
        out.push_str(&format!("{{+{}+}}", visible(come)));
    }
    out
}

/// Line breaks as `⏎`, other control characters out, cut at 240 characters.
fn visible(text: &str) -> String {
    let text = text.replace("\r\n", "␍⏎").replace('\n', "⏎");
    let mut out: String = text.chars().filter(|c| !c.is_control()).take(240).collect();
    if out.len() < text.len() && out.chars().count() == 240 {
        out.push('…');
    }
    out
}

/// A model whose calls are taken down in a file, after each answer, so that a killed run loses none.
pub struct Recorder<M> {
    inner: M,
    path: PathBuf,
    /// The name that a file which had this one before is given when the first answer comes.
    aside: Option<PathBuf>,
    transcript: Mutex<Transcript>,
}

impl<M: Model> Recorder<M> {
    /// Records `inner` into `path`, with `notes` at the head. The file is written at once, so that a folder that cannot be
    /// written is found before the first call is paid for. A file that is there already stays as it is until the first
    /// answer comes, and is then kept under another name.
    ///
    /// # Errors
    /// [`ModelError::CannotWrite`].
    pub fn new(inner: M, path: impl Into<PathBuf>, notes: Vec<String>) -> Result<Self, ModelError> {
        let path = path.into();
        let mut transcript = Transcript::new(inner.id(), inner.profile());
        transcript.notes = notes;
        let before = keep::read(&path).map_err(|e| ModelError::CannotWrite {
            path: path.display().to_string(),
            reason: e.to_string(),
        })?;
        let aside = before.map(|_| keep::free(&path, "old"));
        if aside.is_none() {
            write_atomically(&path, transcript.print().as_bytes())?;
        }
        Ok(Self {
            inner,
            path,
            aside,
            transcript: Mutex::new(transcript),
        })
    }

    /// The name under which a file that stood here before is kept when the first answer comes.
    #[must_use]
    pub fn aside(&self) -> Option<&Path> {
        self.aside.as_deref()
    }

    /// What was recorded so far.
    #[must_use]
    pub fn transcript(&self) -> Transcript {
        self.transcript
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The model that is recorded.
    pub fn inner(&self) -> &M {
        &self.inner
    }
}

impl<M: Model> Model for Recorder<M> {
    fn id(&self) -> String {
        self.inner.id()
    }

    fn profile(&self) -> Profile {
        self.inner.profile()
    }

    fn engine(&self) -> Option<String> {
        self.inner.engine()
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        let answer = self.inner.complete(request, progress)?;
        let mut transcript = self
            .transcript
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let record = Record {
            request: request.clone(),
            answer: answer.clone(),
        };
        // By the plan, not by who was first; the rest of the key makes the order of equals certain too.
        let key = |r: &Record| {
            (
                r.request.order,
                r.request.step.clone(),
                r.request.seed,
                r.answer.text.clone(),
            )
        };
        if let Some(aside) = self
            .aside
            .as_ref()
            .filter(|_| transcript.records.is_empty())
        {
            std::fs::rename(&self.path, aside).map_err(|e| ModelError::CannotWrite {
                path: aside.display().to_string(),
                reason: e.to_string(),
            })?;
        }
        let at = transcript
            .records
            .partition_point(|r| key(r) <= key(&record));
        transcript.records.insert(at, record);
        write_atomically(&self.path, transcript.print().as_bytes())?;
        Ok(answer)
    }
}

impl<M: Model + ?Sized> Model for Box<M> {
    fn id(&self) -> String {
        (**self).id()
    }

    fn profile(&self) -> Profile {
        (**self).profile()
    }

    fn engine(&self) -> Option<String> {
        (**self).engine()
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        (**self).complete(request, progress)
    }
}

/// Writes beside the file and renames, so that at no moment a half-written file has its name.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), ModelError> {
    let fault = |e: std::io::Error| ModelError::CannotWrite {
        path: path.display().to_string(),
        reason: e.to_string(),
    };
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(fault)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|e| {
        let _ = std::fs::remove_file(&beside);
        fault(e)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Finish;

    /// Answers with the last message, turned round; slower for lower orders, so that calls end in the wrong order.
    struct Echo;

    impl Model for Echo {
        fn id(&self) -> String {
            "echo".to_owned()
        }

        fn profile(&self) -> Profile {
            Profile::small()
        }

        fn complete(
            &self,
            request: &Request,
            _: &mut dyn FnMut(Progress),
        ) -> Result<Completion, ModelError> {
            std::thread::sleep(std::time::Duration::from_millis(
                20 * u64::from(4 - request.order.min(4)),
            ));
            Ok(Completion {
                text: format!(
                    "{} {}",
                    request.seed,
                    request.messages[0].text.chars().rev().collect::<String>()
                ),
                finish: Finish::Stop,
                usage: None,
                model: "echo-1".to_owned(),
            })
        }
    }

    fn request(order: u32, step: &str, text: &str, seed: u64) -> Request {
        Request {
            step: step.to_owned(),
            messages: vec![Message {
                role: Role::User,
                text: text.to_owned(),
            }],
            seed,
            order,
            ..Request::default()
        }
    }

    fn requests() -> Vec<Request> {
        vec![
            request(0, "title", "un titre", 1),
            request(1, "title", "un titre", 2),
            request(2, "section:faits", "les faits", 1),
            request(3, "section:faits (repair 1)", "les faits, mieux", 1),
        ]
    }

    fn recorded() -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/run.transcript");
        let recorder = Recorder::new(Echo, &path, vec!["a note".to_owned()]).unwrap();
        assert!(path.exists());
        std::thread::scope(|scope| {
            for r in requests() {
                let recorder = &recorder;
                scope.spawn(move || recorder.complete(&r, &mut |_| {}).unwrap());
            }
        });
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, recorder.transcript().print());
        assert_eq!(
            std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
        (folder, text)
    }

    fn asked(replay: &Replay, request: &Request) -> Result<String, ModelError> {
        replay.complete(request, &mut |_| {}).map(|c| c.text)
    }

    #[test]
    fn calls_are_recorded_in_the_order_of_the_plan() {
        let (_folder, text) = recorded();
        let steps: Vec<&str> = text
            .lines()
            .filter_map(|l| l.strip_prefix("call: "))
            .collect();
        assert_eq!(
            steps,
            [
                "title",
                "title",
                "section:faits",
                "section:faits (repair 1)"
            ]
        );
        assert_eq!(recorded().1, text, "two equal runs write equal files");
    }

    #[test]
    fn any_order_of_calls_is_answered() {
        let (_folder, text) = recorded();
        let replay = Replay::new("run.transcript", &text).unwrap();
        assert_eq!(replay.profile(), Profile::small());
        assert_eq!(replay.recorded_model(), "echo");
        assert_eq!(replay.notes(), ["a note"]);
        assert_eq!(replay.unused().len(), 4);
        for r in requests().iter().rev() {
            let turned: String = r.messages[0].text.chars().rev().collect();
            assert_eq!(asked(&replay, r).unwrap(), format!("{} {turned}", r.seed));
        }
        assert!(replay.unused().is_empty());
    }

    #[test]
    fn what_is_left_over_is_told() {
        let (_folder, text) = recorded();
        let replay = Replay::new("run.transcript", &text).unwrap();
        asked(&replay, &requests()[0]).unwrap();
        let place = text
            .lines()
            .position(|l| l == "call: section:faits")
            .unwrap()
            + 1;
        assert_eq!(
            replay.unused()[1],
            format!("section:faits (run.transcript:{place})")
        );
    }

    #[test]
    fn another_prompt_is_an_error_that_shows_the_difference() {
        let (_folder, text) = recorded();
        let replay = Replay::new("run.transcript", &text).unwrap();
        let error = asked(&replay, &request(0, "section:faits", "les faits, tous", 1)).unwrap_err();
        assert_eq!(error.code().as_str(), "E0712");
        let shown = error.to_string();
        assert!(
            shown.contains("user message: les [-faits-]{+faits, tous+}"),
            "{shown}"
        );
        assert!(shown.contains("run.transcript:"), "{shown}");
        // A repair never gets the first answer, nor the other way round.
        let repair = request(3, "section:faits (repair 1)", "les faits", 1);
        assert!(matches!(
            asked(&replay, &repair),
            Err(ModelError::ReplayMismatch { .. })
        ));
        let unknown = request(3, "section:faits (repair 2)", "les faits", 1);
        assert!(
            matches!(asked(&replay, &unknown), Err(ModelError::ReplayExhausted { ref left, .. }) if left.is_empty())
        );
        asked(&replay, &requests()[2]).unwrap();
        let again = asked(&replay, &requests()[2]).unwrap_err();
        assert_eq!(
            again.to_string(),
            "`run.transcript` holds no further answer for step `section:faits`"
        );
    }

    #[test]
    fn a_long_prompt_is_shown_around_the_difference_only() {
        let old = format!(
            "{}le port d’Anvers\nest grand {}",
            "mot ".repeat(3000),
            "fin ".repeat(3000)
        );
        let new = old.replace("d’Anvers\nest", "de Gand est");
        let diff = word_diff(&old, &new);
        assert!(diff.starts_with("… mot mot mot"), "{diff}");
        assert!(diff.contains("{+de") && diff.contains("⏎"), "{diff}");
        assert!(diff.chars().count() < 200, "{diff}");
        let m = |role, text: &str| Message {
            role,
            text: text.to_owned(),
        };
        let (a, b) = (m(Role::System, "x"), m(Role::User, "y"));
        assert_eq!(
            first_difference(std::slice::from_ref(&a), &[a.clone(), b.clone()]).1,
            "it was not sent then"
        );
        assert_eq!(
            first_difference(&[a.clone(), b.clone()], std::slice::from_ref(&a)).1,
            "it is no longer sent"
        );
        assert_eq!(first_difference(&[a], &[b]).1, "[-system-] {+user+} speaks");
    }

    proptest::proptest! {
        #[test]
        fn no_texts_make_the_difference_panic(a in ".{0,200}", b in ".{0,200}") {
            let _ = word_diff(&a, &b);
        }
    }
}
