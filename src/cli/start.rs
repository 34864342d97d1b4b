//! The program without a command, as it is opened by two clicks on its icon: the campaign that it lies in
//! is shown in the browser, or a page that makes one.

use std::{
    io::{BufRead, IsTerminal},
    net::TcpListener,
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{find_campaign, report::Output, serve::show, site};
use crate::{
    desk::{Edit, new},
    diag::{Failure, Level, Report, Stop, Text, Tongue},
    load, say,
    serve::{self, Begin, Options},
};

/// Shows the campaign of the current folder or of the program's, or asks for the title of a new one.
pub fn run(mut out: Output, root: Option<PathBuf>, tongue: Tongue) -> ExitCode {
    let options = Options { port: None, poll: false, lan: None, tongue };
    let listener = match serve::listen(&options) {
        Ok(listener) => listener,
        Err(failure) => return failed(&mut out, &failure, tongue),
    };
    let found = match root {
        Some(root) => {
            // To read a campaign takes seconds on an old machine.
            let shown = root.display();
            let text = say! { vi: "Đang mở chiến dịch ở {shown}…", en: "Opening the campaign in {shown}…" };
            out.text(text.in_tongue(tongue));
            Ok((root, false))
        }
        None if is_within_archive() => {
            let text = say! {
                vi: "Loa đang chạy ngay trong tệp nén, nên chiến dịch làm ra sẽ mất. Giải nén trước: nhấn chuột phải vào tệp .zip, chọn “Giải nén tất cả” (Extract All), rồi mở Loa trong thư mục mới.",
                en: "Loa runs from within the archive, and a campaign made there would be lost. Unpack it first: right-click the .zip file, choose “Extract All”, and open Loa in the new folder."
            };
            out.error(text.in_tongue(tongue));
            return ExitCode::from(2);
        }
        None => begun(&mut out, &listener, tongue),
    };
    match found {
        // The page that asked for it opens what it made.
        Ok((root, made)) => show(out, site::plain(&root), listener, &options, !made, ending()),
        Err(failure) => failed(&mut out, &failure, tongue),
    }
}

/// The campaign that the program lies in.
pub fn beside() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    find_campaign(program.parent()?)
}

/// Whether the program was opened in the window that shows what is in an archive: Windows then takes it,
/// and nothing beside it, to a folder that it empties.
fn is_within_archive() -> bool {
    let program = std::env::current_exe();
    cfg!(windows) && program.is_ok_and(|program| program.starts_with(std::env::temp_dir()))
}

/// The campaigns in folders of a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    // What cannot be read holds no campaign that could be shown.
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.retain(|path| path.join("campaign.yaml").is_file());
    found.sort();
    found
}

/// Keeps the window of a program that was opened by its icon, so that what went wrong can be read: on
/// Windows it closes with the program.
pub fn keep_window(out: &mut Output, tongue: Tongue) {
    if !cfg!(windows) || !std::io::stdin().is_terminal() {
        return;
    }
    let text =
        say! { vi: "Nhấn Enter để đóng cửa sổ này.", en: "Press Enter to close this window." };
    out.error(text.in_tongue(tongue));
    let mut line = String::new();
    // Whoever cannot press a key has closed the window.
    let _ = std::io::stdin().lock().read_line(&mut line);
}

fn failed(out: &mut Output, failure: &Failure, tongue: Tongue) -> ExitCode {
    out.failed(failure, tongue);
    ExitCode::from(2)
}

fn ending() -> Text {
    say! {
        vi: "Đóng cửa sổ này là dừng. Các lệnh khác: `loa --help`.",
        en: "Close this window to end it. `loa --help` lists the commands."
    }
}

/// The campaign in a folder of the current one, or that somebody begins there in the browser; whether
/// they did.
fn begun(
    out: &mut Output,
    listener: &TcpListener,
    tongue: Tongue,
) -> Result<(PathBuf, bool), Failure> {
    let entering = |error| {
        let text = say! { vi: "vào thư mục hiện tại", en: "entering the current folder" };
        Failure::new(text, ".", error)
    };
    let within = std::env::current_dir().map_err(entering)?;
    let address = format!("http://{}/", serve::address(listener)?);
    let there = below(&within);
    // One that was begun here the last time.
    if let [only] = &*there {
        return Ok((only.clone(), false));
    }
    let Text { vi, en } = ending();
    let text = say! {
        vi: "Chọn hoặc tạo một chiến dịch ở {address}\n{vi}",
        en: "Choose a campaign or make one at {address}\n{en}"
    };
    out.text(text.in_tongue(tongue));
    // A machine without a browser still has the address.
    let _ = open::that_detached(&address);
    let shown = within.display().to_string();
    let make = Box::new(move |title: &str| make(&within, title, tongue));
    serve::begin(listener, Begin { within: shown, there, tongue, make }).map(|root| (root, true))
}

/// Makes a campaign of a title.
fn make(within: &Path, title: &str, tongue: Tongue) -> Result<PathBuf, Vec<Text>> {
    let mut report = Report::new();
    let title = crate::desk::text::tidy(title);
    if title.is_empty() {
        return Err(vec![
            say! { vi: "gõ tên chiến dịch vào ô dưới đây", en: "type the title into the field below" },
        ]);
    }
    let folder = load::id_from_title(&title).unwrap_or_else(|| "chien-dich".to_owned());
    let root = within.join(folder);
    let day = jiff::Zoned::now().date();
    let asked = new::Beginning { title, lang: tongue.code().to_owned() };
    let made = new::title_fits(&mut report, &asked.title)
        .and_then(|()| new::campaign(&mut report, &root, &asked, day))
        .map_err(Stop::from)
        .and_then(|steps| {
            let edits: Vec<Edit> = steps.into_iter().map(|step| step.edit).collect();
            Edit::write_all(&edits).map_err(Stop::from)
        });
    match made {
        Ok(()) => Ok(root),
        Err(Stop::Failed(failure)) => {
            let (doing, why, path) = (failure.doing.clone(), failure.why(), failure.path.display());
            let (Text { vi, en }, Text { vi: why_vi, en: why_en }) = (doing, why);
            Err(vec![say! {
                vi: "máy không làm được: {vi} ({path}): {why_vi}",
                en: "the machine failed: {en} ({path}): {why_en}"
            }])
        }
        Err(Stop::Reported) => {
            let errors = report.diagnostics().iter().filter(|one| one.level == Level::Error);
            Err(errors
                .flat_map(|one| [Some(one.text.clone()), one.help.clone()])
                .flatten()
                .collect())
        }
    }
}
