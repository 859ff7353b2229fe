//! The engine of the local model: a llama.cpp server as a child process, found, started, watched, and never left behind.
//!
//! Three things end the child. Dropping [`Engine`] kills it. When galley is killed outright, the pipe behind the child's
//! standard input closes, and the child (the launcher, or a shell that watches over a bare `llama-server`) ends itself.
//! On Linux the kernel kills it besides (`PR_SET_PDEATHSIG`), also while it is still busy loading. A bare
//! `llama-server` on Windows is ended by dropping only.

use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::catalogue;
use super::choose::Environment;
use super::openai::probe;
use super::pull::Cache;
use super::secret::printable;
use super::{ModelError, Secret};

/// Tokens of context that the engine is started with.
pub const CONTEXT: u32 = 8192;

/// How long the engine may take until it answers: a large file on a slow disk takes minutes.
const START_LIMIT: Duration = Duration::from_secs(300);

const LAUNCHER: &str = include_str!("launcher.py");

/// What can run a model file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// A `llama-server`.
    Server {
        /// The program.
        path: PathBuf,
        /// How it was found, for reports.
        found: &'static str,
    },
    /// The runtime in the cache: its Python.
    Runtime(PathBuf),
}

impl Program {
    /// The engine on this machine, in this order: `GALLEY_LLAMA_SERVER`, `llama-server` on PATH, the runtime in the cache.
    /// `None` when there is none (yet).
    ///
    /// # Errors
    /// [`ModelError::EngineNotFound`] when `GALLEY_LLAMA_SERVER` names no file.
    pub fn find(environment: &Environment, cache: &Cache) -> Result<Option<Self>, ModelError> {
        if let Some(path) = environment.get("GALLEY_LLAMA_SERVER") {
            let path = PathBuf::from(path);
            if !path.is_file() {
                return Err(ModelError::EngineNotFound {
                    reason: format!(
                        "`GALLEY_LLAMA_SERVER` names `{}`, which is no file",
                        path.display()
                    ),
                });
            }
            return Ok(Some(Self::Server {
                path,
                found: "GALLEY_LLAMA_SERVER",
            }));
        }
        if let Some(path) = environment.program("llama-server") {
            return Ok(Some(Self::Server {
                path,
                found: "PATH",
            }));
        }
        Ok(cache.runtime_python().map(Self::Runtime))
    }

    /// For reports: `llama-server (/usr/bin/llama-server, from PATH)`.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Server { path, found } => {
                format!("llama-server ({}, from {found})", path.display())
            }
            Self::Runtime(_) => format!(
                "{} (runtime in the cache)",
                catalogue::RUNTIME.replace("==", " ")
            ),
        }
    }
}

/// A running engine. Dropping it ends the process.
#[derive(Debug)]
pub struct Engine {
    title: String,
    address: String,
    key: Secret,
    log: PathBuf,
    process: Arc<Process>,
    keeper: Option<JoinHandle<()>>,
}

/// The child, shared between the thread that keeps it and the ones that ask after it.
#[derive(Debug, Default)]
struct Process {
    child: Mutex<Option<Child>>,
    /// Held open for as long as the engine shall live.
    pipe: Mutex<Option<ChildStdin>>,
}

impl Process {
    fn exit(&self) -> Option<ExitStatus> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        child.as_mut()?.try_wait().ok().flatten()
    }

    fn end(&self) {
        self.pipe
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(child) = child.as_mut() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Engine {
    /// Starts the program on a model file and waits until it answers. What it prints goes to `log`; `tell` hears about
    /// the waiting.
    ///
    /// # Errors
    /// [`ModelError::EngineDidNotStart`] with the end of the log, [`ModelError::CannotWrite`] for the log.
    pub fn start(
        program: &Program,
        model: &Path,
        log: &Path,
        tell: &mut dyn FnMut(String),
    ) -> Result<Self, ModelError> {
        let title = program.title();
        let fail = |reason: String| ModelError::EngineDidNotStart {
            engine: title.clone(),
            reason,
            tail: tail(log),
        };
        let key =
            random_key().ok_or_else(|| fail("the system gave no random numbers".to_owned()))?;
        let threads = threads(&mut |tick| std::thread::sleep(tick), &|| {
            std::fs::read_to_string("/proc/loadavg").ok()
        });
        let log_file = open_log(log)?;
        let port = free_port().map_err(|e| fail(format!("no free port: {e}")))?;
        let mut command = match program {
            Program::Runtime(python) => {
                let mut command = Command::new(python);
                command
                    .args(["-I", "-u", "-c", LAUNCHER])
                    .stdout(Stdio::piped());
                command
            }
            Program::Server { path, .. } => {
                let mut command = bare(path);
                command
                    .arg("--model")
                    .arg(model)
                    .args(["--host", "127.0.0.1", "--port", &port.to_string()])
                    .args(["--ctx-size", &CONTEXT.to_string(), "--parallel", "1"])
                    .args(["--threads", &threads.to_string()])
                    // In the environment, because every user of the machine can read a command line.
                    .env("LLAMA_API_KEY", key.reveal())
                    .stdout(log_file.try_clone().map_err(|e| fail(e.to_string()))?);
                command
            }
        };
        command.stdin(Stdio::piped()).stderr(log_file);
        let process = Arc::new(Process::default());
        let (keeper, stdout) = keep(command, &process).map_err(|e| fail(e.to_string()))?;
        let mut engine = Self {
            title: title.clone(),
            address: format!("http://127.0.0.1:{port}"),
            key,
            log: log.to_owned(),
            process,
            keeper: Some(keeper),
        };
        if let Program::Runtime(_) = program {
            let config = serde_json::json!({
                "model": model,
                "context": CONTEXT,
                "threads": threads,
                "key": engine.key.reveal(),
            });
            let mut pipe = engine
                .process
                .pipe
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            // When the child is gone already, the waiting finds out and says why.
            let _ = pipe
                .as_mut()
                .map(|p| writeln!(p, "{config}").and_then(|()| p.flush()));
        }
        engine.wait(stdout, tell)?;
        Ok(engine)
    }

    /// Waits until the engine answers `/health`.
    fn wait(
        &mut self,
        stdout: Option<mpsc::Receiver<String>>,
        tell: &mut dyn FnMut(String),
    ) -> Result<(), ModelError> {
        const TICK: Duration = Duration::from_millis(100);
        let fail = |engine: &Self, reason: String| ModelError::EngineDidNotStart {
            engine: engine.title.clone(),
            reason,
            tail: tail(&engine.log),
        };
        let mut waited = Duration::ZERO;
        let mut known = stdout.is_none();
        loop {
            if let Some(status) = self.process.exit() {
                return Err(fail(self, format!("it ended with {status}")));
            }
            match &stdout {
                // The launcher tells its address when the model is loaded.
                Some(lines) if !known => match lines.recv_timeout(TICK) {
                    Ok(line) => {
                        let address = serde_json::from_str::<serde_json::Value>(&line)
                            .ok()
                            .and_then(|v| v.get("address")?.as_str().map(str::to_owned))
                            .filter(|a| a.starts_with("http://127.0.0.1:"));
                        self.address = address.ok_or_else(|| {
                            fail(
                                self,
                                format!(
                                    "it printed `{}` for an address",
                                    printable(&line, std::slice::from_ref(&self.key))
                                ),
                            )
                        })?;
                        known = true;
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    // It closed its output: it is about to end.
                    Err(RecvTimeoutError::Disconnected) => std::thread::sleep(TICK),
                },
                _ => std::thread::sleep(TICK),
            }
            let second = Duration::from_secs(1);
            if known
                && probe(
                    &format!("{}/health", self.address),
                    Some(&self.key),
                    second,
                    second,
                )
                .is_some()
            {
                return Ok(());
            }
            waited += TICK;
            if waited.as_millis().is_multiple_of(5000) {
                tell(format!(
                    "the engine is loading the model ({} s)",
                    waited.as_secs()
                ));
            }
            if waited >= START_LIMIT {
                return Err(fail(
                    self,
                    format!("it was not ready after {} s", START_LIMIT.as_secs()),
                ));
            }
        }
    }

    /// For reports.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// `http://127.0.0.1:PORT`
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The key of this run.
    #[must_use]
    pub fn key(&self) -> &Secret {
        &self.key
    }

    /// The process, while it is known.
    #[must_use]
    pub fn process_id(&self) -> Option<u32> {
        let child = self
            .process
            .child
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        child.as_ref().map(Child::id)
    }

    /// How the engine ended and the end of its log, when it has ended.
    #[must_use]
    pub fn post_mortem(&self) -> Option<(String, String)> {
        let status = self.process.exit()?;
        Some((format!("it ended with {status}"), tail(&self.log)))
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.process.end();
        if let Some(keeper) = self.keeper.take() {
            let _ = keeper.join();
        }
    }
}

/// Starts the command in a thread that lives as long as the child. On Linux the death signal is sent when the *thread*
/// that started the child ends, so this must not be a worker that ends with its step.
fn keep(
    mut command: Command,
    process: &Arc<Process>,
) -> std::io::Result<(JoinHandle<()>, Option<mpsc::Receiver<String>>)> {
    let (started, starts) = mpsc::channel();
    let process = Arc::clone(process);
    let keeper = std::thread::Builder::new()
        .name("engine".to_owned())
        .spawn(move || {
            let stdout = match spawn(&mut command) {
                Ok(mut child) => {
                    *process.pipe.lock().unwrap_or_else(PoisonError::into_inner) =
                        child.stdin.take();
                    let stdout = child.stdout.take();
                    *process.child.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
                    stdout
                }
                Err(e) => {
                    let _ = started.send(Err(e));
                    return;
                }
            };
            drop(command);
            let (lines, received) = mpsc::channel();
            let _ = started.send(Ok(stdout.is_some().then_some(received)));
            if let Some(stdout) = stdout {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    let _ = lines.send(line);
                }
            }
            drop(lines);
            // The child's output is closed or was never ours; stay until it has ended.
            while process.exit().is_none() {
                std::thread::sleep(Duration::from_millis(50));
            }
        })?;
    match starts.recv() {
        Ok(Ok(stdout)) => Ok((keeper, stdout)),
        Ok(Err(e)) => {
            let _ = keeper.join();
            Err(e)
        }
        Err(_) => Err(std::io::Error::other("its thread ended")),
    }
}

#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn spawn(command: &mut Command) -> std::io::Result<Child> {
    use std::os::unix::process::CommandExt as _;
    let galley = std::process::id();
    // SAFETY: between fork and exec the closure calls only prctl, getppid and _exit, which are async-signal-safe; it
    // allocates nothing, takes no lock and touches no memory but the copied number.
    unsafe {
        command.pre_exec(move || {
            if libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) != 0 {
                return Err(std::io::Error::last_os_error());
            }
            // galley may have died before the line above.
            if u32::try_from(libc::getppid()) != Ok(galley) {
                libc::_exit(1);
            }
            Ok(())
        });
    }
    command.spawn()
}

#[cfg(not(target_os = "linux"))]
fn spawn(command: &mut Command) -> std::io::Result<Child> {
    command.spawn()
}

/// A command that runs a bare `llama-server`. It does not watch its standard input; where the kernel does not end it with
/// galley, a shell does.
fn bare(server: &Path) -> Command {
    if cfg!(all(unix, not(target_os = "linux"))) {
        const WATCH: &str = "exec 3<&0\n\"$@\" </dev/null 3<&- &\np=$!\ntrap 'kill $p' TERM INT\n(cat <&3 >/dev/null; kill -9 $p) 2>/dev/null &\nwait $p";
        let mut command = Command::new("sh");
        command.args(["-c", WATCH, "sh"]).arg(server);
        command
    } else {
        Command::new(server)
    }
}

/// One thread for each core that is idle now, at least 1 and at most 8. The threads wait for each other at every layer of
/// the model, so one that shares its core holds up all: on two busy cores, two threads were measured at 1.6 to 12 tokens/s
/// and one thread at 28.
fn threads(pause: &mut dyn FnMut(Duration), load: &dyn Fn() -> Option<String>) -> usize {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    // The number of threads that run now; the averages remember a build that has just ended. The least of three looks
    // passes over what runs for a moment only. One is galley itself.
    let mut busy = usize::MAX;
    for _ in 0..3 {
        let Some(running) = load().as_deref().and_then(running) else {
            return cores.clamp(1, 8);
        };
        busy = busy.min(running.saturating_sub(1));
        pause(Duration::from_millis(50));
    }
    cores.saturating_sub(busy).clamp(1, 8)
}

/// The runnable threads of `/proc/loadavg`: `0.20 0.18 0.12 3/80 11206`.
fn running(load: &str) -> Option<usize> {
    load.split_whitespace()
        .nth(3)?
        .split('/')
        .next()?
        .parse()
        .ok()
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// 128 bits from the operating system, in hexadecimal.
fn random_key() -> Option<Secret> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).ok()?;
    Secret::new(&bytes.iter().map(|b| format!("{b:02x}")).collect::<String>())
}

fn open_log(log: &Path) -> Result<std::fs::File, ModelError> {
    let fault = |e: std::io::Error| ModelError::CannotWrite {
        path: log.display().to_string(),
        reason: e.to_string(),
    };
    if let Some(folder) = log.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(fault)?;
    }
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)
        .map_err(fault)
}

/// The last lines of the log, fit to print.
fn tail(log: &Path) -> String {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = std::fs::File::open(log)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(1500)))?;
        let mut bytes = Vec::new();
        file.take(1500).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let last = lines.get(lines.len().saturating_sub(4)..);
    printable(&last.unwrap_or_default().join(" / "), &[])
}

/// Megabytes of memory that are available, where the system tells (Linux).
#[must_use]
pub fn free_memory_mb() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024 / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_random() {
        let (a, b) = (random_key().unwrap(), random_key().unwrap());
        assert_eq!(a.reveal().len(), 32);
        assert_ne!(a, b);
    }

    #[test]
    fn busy_cores_are_left_alone() {
        let cores = std::thread::available_parallelism().unwrap().get();
        let with = |running: usize| {
            threads(&mut |_| {}, &|| {
                Some(format!("9.00 1.00 1.00 {running}/80 11206\n"))
            })
        };
        assert_eq!(with(1), cores.min(8));
        assert_eq!(with(cores + 5), 1);
        assert_eq!(threads(&mut |_| {}, &|| None), cores.min(8));
        assert_eq!(running("rubbish"), None);
    }

    #[test]
    fn an_engine_is_looked_for_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path());
        let environment = |vars: &[(&str, &str)]| {
            Environment::new(vars.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
        };
        assert_eq!(
            Program::find(&environment(&[("PATH", "/nowhere")]), &cache).unwrap(),
            None
        );
        let name = format!("llama-server{}", std::env::consts::EXE_SUFFIX);
        let server = folder.path().join(name);
        std::fs::write(&server, "").unwrap();
        let path = folder.path().display().to_string();
        let found = Program::find(&environment(&[("PATH", &path)]), &cache)
            .unwrap()
            .unwrap();
        assert!(found.title().ends_with("from PATH)"), "{}", found.title());
        let both = [
            ("PATH", path.as_str()),
            ("GALLEY_LLAMA_SERVER", server.to_str().unwrap()),
        ];
        let found = Program::find(&environment(&both), &cache).unwrap().unwrap();
        assert!(found.title().ends_with("from GALLEY_LLAMA_SERVER)"));
        let wrong = [("GALLEY_LLAMA_SERVER", "/nowhere/llama")];
        let error = Program::find(&environment(&wrong), &cache).unwrap_err();
        assert_eq!(error.code().as_str(), "E0717");
    }

    #[test]
    #[cfg(unix)]
    fn an_engine_that_ends_at_once_is_told_with_its_log() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let server = folder.path().join("llama-server");
        std::fs::write(
            &server,
            "#!/bin/sh\necho first\necho 'error: no such tensor' >&2\nexit 3\n",
        )
        .unwrap();
        std::fs::set_permissions(&server, std::fs::Permissions::from_mode(0o755)).unwrap();
        let program = Program::Server {
            path: server,
            found: "PATH",
        };
        let log = folder.path().join("logs/engine.log");
        let error = Engine::start(&program, Path::new("m.gguf"), &log, &mut |_| {}).unwrap_err();
        let ModelError::EngineDidNotStart { reason, tail, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!(reason, "it ended with exit status: 3");
        assert_eq!(tail, "first / error: no such tensor");
        let gone = Program::Runtime("/nowhere/python".into());
        assert!(Engine::start(&gone, Path::new("m.gguf"), &log, &mut |_| {}).is_err());
    }
}
