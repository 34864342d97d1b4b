//! A run of the program in a process of its own, with what it took.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    time::{Duration, Instant},
};

/// No file may take longer, in time of a processor where the system tells that.
pub const SLOWEST: Duration = Duration::from_secs(10);
/// And none may take more memory.
pub const LARGEST_MB: u64 = 500;
/// A machine with much else to do gives a process little of its time.
const PATIENCE: u32 = 12;

/// How a run ended, how long it took, and the most memory it held at a time, where the system tells.
pub struct Run {
    pub status: ExitStatus,
    pub said: String,
    time: Duration,
    megabytes: u64,
}

impl Run {
    /// What is wrong with how it ended, or with how much it said.
    pub fn fault(&self) -> Option<String> {
        let much = self.said.len() > 1_000_000;
        self.harm().or_else(|| much.then(|| format!("says {} bytes", self.said.len())))
    }

    /// What is wrong with how it ended, however much it had to say.
    pub fn harm(&self) -> Option<String> {
        let Self { status, said, time, megabytes } = self;
        let ended = status.code().is_some_and(|code| (0..=2).contains(&code));
        let sound = ended
            && !said.contains("panicked")
            && !said.trim().is_empty()
            && *time < SLOWEST
            && *megabytes < LARGEST_MB;
        let shown: String = said.chars().take(600).collect();
        (!sound).then(|| format!("{status}, {time:?}, {megabytes} MB: {shown}"))
    }
}

pub fn here(path: &str) -> PathBuf {
    path.split('/').fold(PathBuf::from(env!("CARGO_MANIFEST_DIR")), |path, part| path.join(part))
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

/// The most memory that a process held so far.
fn megabytes(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// How long a process was given a processor so far; nothing where the system does not tell.
fn busy(child: &Child) -> Option<Duration> {
    const TICKS_A_SECOND: u64 = 100;
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // The name of the program may hold anything but ends with the last bracket.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().ok());
    let ticks: u64 = ticks.collect::<Option<Vec<u64>>>()?.iter().sum();
    Some(Duration::from_millis(1000 * ticks / TICKS_A_SECOND))
}

/// The program. On Linux it is refused more memory than it may take, and ends without a word if it asks
/// for it: what is asked for between two looks at it is not missed.
fn program() -> Command {
    let program = env!("CARGO_BIN_EXE_loa");
    if cfg!(target_os = "linux") {
        let most = (LARGEST_MB + 60) * 1024;
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -d {most}; exec \"$0\" \"$@\""), program]);
        shell
    } else {
        Command::new(program)
    }
}

pub fn run(root: &Path, command: &[&str]) -> Run {
    let said = root.join("said.log");
    let log = File::create(&said).expect("a file");
    let started = Instant::now();
    let mut child = program()
        .args(command)
        .current_dir(root)
        .stdout(log.try_clone().expect("the file"))
        .stderr(log)
        .spawn()
        .expect("the program runs");
    let (mut most, mut time) = (0, Duration::ZERO);
    loop {
        most = most.max(megabytes(&child));
        let elapsed = started.elapsed();
        time = busy(&child).map_or(elapsed, |busy| busy.max(time));
        if time > SLOWEST || most > LARGEST_MB || elapsed > PATIENCE * SLOWEST {
            child.kill().expect("it ends");
        }
        if let Some(status) = child.try_wait().expect("the program") {
            let said = fs::read(&said).expect("what it said");
            let said = String::from_utf8_lossy(&said).into_owned();
            return Run { status, said, time, megabytes: most };
        }
        std::thread::sleep(Duration::from_millis(3));
    }
}
