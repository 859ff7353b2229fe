//! Answers by hand: for people with a chat subscription and no key, and for answers written with care.
//!
//! Every prompt is written to a file, to be pasted into a chat, and every answer is a file beside it:
//! `003-title.prompt.md`, `003-title.answer.md`. What differs is how an answer gets there: written by the person while
//! galley is not running ([`Manual::folder`]), in an editor ([`Manual::editor`]), or at the terminal
//! ([`Manual::terminal`]). Since answers are files, the next run finds them, and none is ever asked for twice. An answer
//! belongs to exactly one prompt: when a recipe changes, the changed prompts get new files and the old ones stay.
//!
//! [`Manual::file`] takes all answers from one file, by step:
//!
//! ```text
//! # lines before the first answer are comments
//! === title
//! Anvers, Rotterdam : vingt ports contre la drogue
//! === section:faits <<END
//! An answer with a line that begins with `=== ` stands between `<<WORD` and `WORD`.
//! END
//! ```
//!
//! White space around an answer does not count. Several answers for one step are taken in turn.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use super::replay::write_atomically;
use super::secret::printable;
use super::transcript::{FIRST_LINE, Transcript};
use super::{Completion, Finish, Message, Model, ModelError, Profile, Progress, Request, Role};

/// A person who answers.
pub struct Manual {
    id: String,
    /// Where prompts and answers are.
    folder: PathBuf,
    way: Way,
    state: Mutex<State>,
}

enum Way {
    /// Only what is in the folder.
    Folder,
    /// From a file, by step; its name is for messages.
    File {
        name: String,
        answers: Mutex<BTreeMap<String, VecDeque<String>>>,
    },
    /// Opens this program on a file.
    Editor(String),
    /// Shows the prompt and reads up to a line with a single full stop.
    Terminal(Mutex<Lines>),
}

struct Lines {
    input: Box<dyn BufRead + Send>,
    output: Box<dyn Write + Send>,
}

#[derive(Default)]
struct State {
    /// File stems that belong to a call of this run.
    taken: BTreeSet<String>,
    kept: usize,
    ended: bool,
}

/// Where the prompt and the answer of one call are.
struct Files {
    prompt: PathBuf,
    answer: PathBuf,
}

impl Manual {
    /// Answers that stand in `folder` already. A missing one ends the run with [`ModelError::AnswerAwaited`], which names
    /// the file; the next run goes on from there. Independent steps may be asked at once, so that their prompts are all
    /// there to be answered.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self::new(format!("manual:{}", folder.display()), folder, Way::Folder)
    }

    /// Answers from one file, by step: an answers file, or a transcript whose prompts are not looked at. Prompts that have
    /// no answer are written to `folder`. `name` is the file's name, for messages.
    ///
    /// # Errors
    /// [`ModelError::BadTranscript`] when the file is neither.
    pub fn file(name: &str, text: &str, folder: impl Into<PathBuf>) -> Result<Self, ModelError> {
        let way = Way::File {
            name: name.to_owned(),
            answers: Mutex::new(answers(name, text)?),
        };
        Ok(Self::new(format!("manual:{name}"), folder.into(), way))
    }

    /// Answers typed into an editor: `command` (as `$EDITOR` holds it, with its arguments) is given a file with the prompt
    /// above a line and room for the answer below it.
    pub fn editor(folder: impl Into<PathBuf>, command: impl Into<String>) -> Self {
        Self::new(
            "manual".to_owned(),
            folder.into(),
            Way::Editor(command.into()),
        )
    }

    /// Answers typed or pasted at a terminal, each ended by a line with a single full stop.
    pub fn terminal(
        folder: impl Into<PathBuf>,
        input: impl BufRead + Send + 'static,
        output: impl Write + Send + 'static,
    ) -> Self {
        let lines = Lines {
            input: Box::new(input),
            output: Box::new(output),
        };
        Self::new(
            "manual".to_owned(),
            folder.into(),
            Way::Terminal(Mutex::new(lines)),
        )
    }

    fn new(id: String, folder: PathBuf, way: Way) -> Self {
        Self {
            id,
            folder,
            way,
            state: Mutex::new(State::default()),
        }
    }

    /// The files of a call, with the prompt written. The same prompt finds the same files again in the next run.
    fn files(
        &self,
        state: &mut State,
        request: &Request,
        prompt: &str,
    ) -> Result<Files, ModelError> {
        for copy in 1_u32.. {
            let mut stem = format!("{:03}-{}", request.order, slug(&request.step));
            if copy > 1 {
                stem.push_str(&format!("-{copy}"));
            }
            if state.taken.contains(&stem) {
                continue;
            }
            let files = Files {
                prompt: self.folder.join(format!("{stem}.prompt.md")),
                answer: self.folder.join(format!("{stem}.answer.md")),
            };
            match std::fs::read(&files.prompt) {
                Ok(bytes) if bytes != prompt.as_bytes() => continue,
                Ok(_) => {}
                Err(_) => write_atomically(&files.prompt, prompt.as_bytes())?,
            }
            state.taken.insert(stem);
            return Ok(files);
        }
        unreachable!("one of four thousand million names is free")
    }

    /// The answer, or `None` when it is empty or missing.
    fn ask(
        &self,
        request: &Request,
        prompt: &str,
        files: &Files,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Option<String>, ModelError> {
        if let Some(answer) = std::fs::read(&files.answer)
            .ok()
            .and_then(|b| tidy(&String::from_utf8_lossy(&b)))
        {
            return Ok(Some(answer));
        }
        let answer = match &self.way {
            Way::Folder => None,
            Way::File { answers, .. } => answers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_mut(&request.step)
                .and_then(VecDeque::pop_front),
            Way::Editor(command) => {
                progress(Progress::Note(format!("waiting for `{command}`")));
                edit(command, files, prompt)?
            }
            Way::Terminal(lines) => {
                let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
                let typed = lines.ask(&request.step, prompt, files).map_err(|e| {
                    ModelError::CannotWrite {
                        path: "the terminal".to_owned(),
                        reason: e.to_string(),
                    }
                })?;
                tidy(&typed)
            }
        };
        if let (Some(answer), Way::Editor(_) | Way::Terminal(_)) = (&answer, &self.way) {
            write_atomically(&files.answer, format!("{answer}\n").as_bytes())?;
        }
        Ok(answer)
    }
}

impl Model for Manual {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn profile(&self) -> Profile {
        match self.way {
            Way::Folder | Way::File { .. } => Profile {
                parallel: 8,
                ..Profile::by_hand()
            },
            Way::Editor(_) | Way::Terminal(_) => Profile::by_hand(),
        }
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        let prompt = prompt_text(&request.messages);
        // Held while the person writes: one question at a time.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let step = printable(&request.step, &[]);
        let aborted = |state: &State| ModelError::ManualAborted {
            step: step.clone(),
            kept: state.kept,
            place: self.folder.display().to_string(),
        };
        if state.ended {
            return Err(aborted(&state));
        }
        let files = self.files(&mut state, request, &prompt)?;
        let Some(text) = self.ask(request, &prompt, &files, progress)? else {
            let answer = match &self.way {
                Way::Folder => format!("in `{}`", files.answer.display()),
                Way::File { name, .. } => format!("in `{name}`, below a line `=== {step}`"),
                Way::Editor(_) | Way::Terminal(_) => {
                    state.ended = true;
                    return Err(aborted(&state));
                }
            };
            return Err(ModelError::AnswerAwaited {
                step,
                prompt: files.prompt.display().to_string(),
                answer,
            });
        };
        state.kept += 1;
        progress(Progress::Text(text.clone()));
        Ok(Completion {
            text,
            finish: Finish::Stop,
            usage: None,
            model: "by hand".to_owned(),
        })
    }
}

impl Lines {
    fn ask(&mut self, step: &str, prompt: &str, files: &Files) -> std::io::Result<String> {
        let rule = "─".repeat(60);
        writeln!(
            self.output,
            "{rule}\n{}\n{rule}\nstep `{}`; the prompt is also in `{}`.\nPaste the answer and end it with a line that holds only a full stop; nothing before it ends the run.",
            without_controls(prompt),
            printable(step, &[]),
            files.prompt.display(),
        )?;
        self.output.flush()?;
        let mut answer = String::new();
        loop {
            let mut line = Vec::new();
            if self.input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let line = String::from_utf8_lossy(&line);
            if line.trim_end() == "." {
                break;
            }
            answer.push_str(&line);
        }
        Ok(answer)
    }
}

/// What is pasted into a chat: the texts of the messages. Speakers are named only where a conversation went before.
#[must_use]
pub fn prompt_text(messages: &[Message]) -> String {
    let conversation = messages.iter().any(|m| m.role == Role::Assistant);
    let parts: Vec<String> = messages
        .iter()
        .map(|m| {
            let text = m.text.trim_end();
            match m.role {
                Role::Assistant => format!("--- assistant ---\n\n{text}"),
                Role::User if conversation => format!("--- user ---\n\n{text}"),
                Role::System | Role::User => text.to_owned(),
            }
        })
        .collect();
    format!("{}\n", parts.join("\n\n"))
}

fn edit(command: &str, files: &Files, prompt: &str) -> Result<Option<String>, ModelError> {
    // The tag keeps a prompt from holding the line that the answer is looked for under.
    let hash = blake3::hash(prompt.as_bytes()).to_hex();
    let tag = hash.get(..8).unwrap_or(&hash);
    let cut = format!("=== answer below this line; nothing below it ends the run === {tag}");
    let sheet = files.answer.with_extension("editing.md");
    write_atomically(&sheet, format!("{prompt}\n{cut}\n\n").as_bytes())?;
    let fault = |reason: String| ModelError::CannotWrite {
        path: sheet.display().to_string(),
        reason: format!("the editor `{command}` {reason}"),
    };
    let status = shell(command, &sheet)
        .status()
        .map_err(|e| fault(format!("did not start: {e}")))?;
    if !status.success() {
        return Err(fault(format!(
            "ended with {status}; what was typed is in that file"
        )));
    }
    let text = std::fs::read(&sheet).map_err(|e| fault(format!("left no file: {e}")))?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let Some((_, below)) = text.split_once(&cut) else {
        return Err(fault(
            "saved a file without the line that the answer stands under".to_owned(),
        ));
    };
    let answer = tidy(below);
    if answer.is_some() {
        let _ = std::fs::remove_file(&sheet);
    }
    Ok(answer)
}

/// `$EDITOR` may hold arguments and quotes: a shell reads it, as git lets one.
fn shell(command: &str, file: &Path) -> Command {
    if cfg!(windows) {
        let mut shell = Command::new("cmd");
        shell.arg("/C").arg(command).arg(file);
        shell
    } else {
        let mut shell = Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("{command} \"$1\""))
            .arg("sh")
            .arg(file);
        shell
    }
}

/// An answer without byte order mark, foreign line ends and outer white space; `None` when nothing is left.
fn tidy(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn without_controls(text: &str) -> String {
    text.chars()
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .collect()
}

/// A step label as part of a file name.
fn slug(step: &str) -> String {
    let mut out = String::new();
    for c in step.chars().flat_map(char::to_lowercase).take(60) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() {
        "step".to_owned()
    } else {
        out.to_owned()
    }
}

fn answers(name: &str, text: &str) -> Result<BTreeMap<String, VecDeque<String>>, ModelError> {
    let mut answers: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
    let text = text.trim_start_matches('\u{FEFF}');
    if text.starts_with(FIRST_LINE) {
        for record in Transcript::parse(name, text)?.records {
            answers
                .entry(record.request.step)
                .or_default()
                .push_back(record.answer.text);
        }
        return Ok(answers);
    }
    let bad = |line: usize, reason: String| ModelError::BadTranscript {
        place: format!("{name}:{}", line + 1),
        reason,
    };
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let head = at;
        let Some(step) = line.strip_prefix("=== ").map(str::trim) else {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                at += 1;
                continue;
            }
            return Err(bad(
                head,
                format!(
                    "`{}` stands before the first answer; wanted `=== STEP`",
                    printable(line, &[])
                ),
            ));
        };
        at += 1;
        let (step, fence) = step
            .rsplit_once(" <<")
            .map_or((step, None), |(s, f)| (s.trim(), Some(f)));
        let start = at;
        let ends = |line: &str| match fence {
            Some(word) => line == word,
            None => line.starts_with("=== "),
        };
        let below = lines.get(start..).unwrap_or_default();
        let own = below.iter().position(|l| ends(l)).unwrap_or(below.len());
        at += own;
        if let Some(word) = fence.filter(|_| at == lines.len()) {
            return Err(bad(
                head,
                format!(
                    "the answer that opens here has no closing line `{}`",
                    printable(word, &[])
                ),
            ));
        }
        let Some(answer) = tidy(&below.get(..own).unwrap_or_default().join("\n")) else {
            return Err(bad(
                head,
                format!("the answer for step `{}` is empty", printable(step, &[])),
            ));
        };
        at += usize::from(fence.is_some());
        answers
            .entry(step.to_owned())
            .or_default()
            .push_back(answer);
    }
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn request(order: u32, step: &str, text: &str) -> Request {
        Request {
            step: step.to_owned(),
            messages: vec![
                Message {
                    role: Role::System,
                    text: "Cadre\n".to_owned(),
                },
                Message {
                    role: Role::User,
                    text: text.to_owned(),
                },
            ],
            order,
            ..Request::default()
        }
    }

    fn ask(model: &Manual, request: &Request) -> Result<String, ModelError> {
        model.complete(request, &mut |_| {}).map(|c| c.text)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_says_which_answer_is_missing_and_goes_on_when_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let title = request(3, "title", "Un titre ?");
        let error = ask(&Manual::folder(folder.path()), &title).unwrap_err();
        assert_eq!(error.code().as_str(), "E0715");
        assert!(
            error.to_string().ends_with("003-title.answer.md`"),
            "{error}"
        );
        let prompt = std::fs::read_to_string(folder.path().join("003-title.prompt.md")).unwrap();
        assert_eq!(prompt, "Cadre\n\nUn titre ?\n");
        std::fs::write(
            folder.path().join("003-title.answer.md"),
            "\u{FEFF}Un titre\r\n",
        )
        .unwrap();
        assert_eq!(
            ask(&Manual::folder(folder.path()), &title).unwrap(),
            "Un titre"
        );
    }

    #[test]
    fn an_answer_belongs_to_one_prompt() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("000-title.answer.md"), "Un titre").unwrap();
        let model = Manual::folder(folder.path());
        assert_eq!(
            ask(&model, &request(0, "title", "Un titre ?")).unwrap(),
            "Un titre"
        );
        // The same prompt once more in one run is a further question.
        assert!(ask(&model, &request(0, "title", "Un titre ?")).is_err());
        // Another prompt does not take the old answer, and does not touch it.
        let model = Manual::folder(folder.path());
        assert!(ask(&model, &request(0, "title", "Un autre titre ?")).is_err());
        assert_eq!(
            names(folder.path()),
            [
                "000-title-2.prompt.md",
                "000-title-3.prompt.md",
                "000-title.answer.md",
                "000-title.prompt.md"
            ]
        );
    }

    #[test]
    #[cfg(unix)]
    fn an_editor_is_given_the_prompt_and_its_answer_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let model = Manual::editor(folder.path().join("deep/er"), "printf 'Ma réponse\\n' >>");
        assert_eq!(
            ask(&model, &request(1, "title (repair 1)", "Un titre ?")).unwrap(),
            "Ma réponse"
        );
        assert_eq!(
            names(&folder.path().join("deep/er")),
            [
                "001-title-repair-1.answer.md",
                "001-title-repair-1.prompt.md"
            ]
        );
        // The next run does not ask again.
        let model = Manual::editor(folder.path().join("deep/er"), "false");
        assert_eq!(
            ask(&model, &request(1, "title (repair 1)", "Un titre ?")).unwrap(),
            "Ma réponse"
        );
        let error = ask(&model, &request(2, "meta", "Une description ?")).unwrap_err();
        assert!(error.to_string().contains("`false` ended with"), "{error}");
    }

    #[test]
    #[cfg(unix)]
    fn an_empty_answer_ends_the_run_and_keeps_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let model = Manual::editor(folder.path(), "true");
        std::fs::write(folder.path().join("000-title.answer.md"), "Un titre").unwrap();
        ask(&model, &request(0, "title", "Un titre ?")).unwrap();
        for _ in 0..2 {
            let error = ask(&model, &request(1, "meta", "Une description ?")).unwrap_err();
            assert!(
                matches!(error, ModelError::ManualAborted { kept: 1, .. }),
                "{error}"
            );
        }
    }

    #[test]
    fn a_terminal_is_read_up_to_a_full_stop() {
        let folder = tempfile::tempdir().unwrap();
        let input = Cursor::new("Première ligne.\nSeconde.\n.\n\n.\n");
        let model = Manual::terminal(folder.path(), input, std::io::sink());
        assert_eq!(
            ask(&model, &request(0, "chapo", "?")).unwrap(),
            "Première ligne.\nSeconde."
        );
        assert!(matches!(
            ask(&model, &request(1, "meta", "?")),
            Err(ModelError::ManualAborted { .. })
        ));
        assert!(folder.path().join("000-chapo.answer.md").exists());
    }

    #[test]
    fn answers_come_from_one_file_by_step() {
        let folder = tempfile::tempdir().unwrap();
        let text = "# by hand\n\n=== title\nPremier\n=== section:faits <<END\n=== not a step\n\nDes faits.\nEND\n=== title\n\nSecond\n\n";
        let model = Manual::file("answers.txt", text, folder.path().join("p")).unwrap();
        assert_eq!(ask(&model, &request(0, "title", "?")).unwrap(), "Premier");
        assert_eq!(
            ask(&model, &request(1, "section:faits", "?")).unwrap(),
            "=== not a step\n\nDes faits."
        );
        assert_eq!(ask(&model, &request(2, "title", "?")).unwrap(), "Second");
        let error = ask(&model, &request(4, "title", "?")).unwrap_err();
        assert!(error.to_string().contains("004-title.prompt.md"), "{error}");
        assert!(
            error
                .to_string()
                .ends_with("in `answers.txt`, below a line `=== title`"),
            "{error}"
        );
    }

    #[test]
    fn faults_of_an_answers_file_name_their_line() {
        for (text, place, words) in [
            ("hello\n", "a:1", "wanted `=== STEP`"),
            ("=== title\n\n=== meta\nx", "a:1", "`title` is empty"),
            ("\n=== title <<END\nx\n", "a:2", "`END`"),
        ] {
            let error = answers("a", text).unwrap_err().to_string();
            assert!(error.starts_with(place) && error.contains(words), "{error}");
        }
        assert!(answers("a", "").unwrap().is_empty());
    }

    #[test]
    fn a_transcript_serves_as_answers_too() {
        let mut transcript = Transcript::new("m", Profile::small());
        transcript.records.push(super::super::transcript::Record {
            request: request(0, "title", "another prompt"),
            answer: Completion {
                text: "Un titre".to_owned(),
                finish: Finish::Stop,
                usage: None,
                model: "m".to_owned(),
            },
        });
        let model = Manual::file("t", &transcript.print(), "nowhere").unwrap();
        let Way::File { answers, .. } = &model.way else {
            panic!()
        };
        assert_eq!(answers.lock().unwrap()["title"], ["Un titre"]);
    }

    #[test]
    fn speakers_are_named_only_in_a_conversation() {
        let mut messages = request(0, "x", "question").messages;
        messages.push(Message {
            role: Role::Assistant,
            text: "réponse\n".to_owned(),
        });
        messages.push(messages[1].clone());
        assert_eq!(
            prompt_text(&messages),
            "Cadre\n\n--- user ---\n\nquestion\n\n--- assistant ---\n\nréponse\n\n--- user ---\n\nquestion\n"
        );
        assert_eq!(
            slug("section:Ce qu’il faut  (repair 1)"),
            "section-ce-qu-il-faut-repair-1"
        );
        assert_eq!(slug("::"), "step");
    }
}
