//! `loa serve`: shows the campaign in a browser and follows what is saved.

use std::{
    net::TcpListener,
    path::Path,
    process::ExitCode,
    sync::{Mutex, PoisonError},
};

use clap::Args;

use super::report::{Output, counted};
use crate::{
    diag::{Level, Text, Tongue},
    model::Date,
    pipeline::Request,
    say,
    serve::{self, Options, Said},
};

/// How the campaign is shown.
#[derive(Debug, Args)]
#[command(
    after_help = "Ví dụ / examples:\n  loa serve\n  loa serve --lan\n  loa serve --poll --no-open\n\nTrang không được ghi ra đĩa; muốn có trang để đăng, dùng `loa build`. Dừng bằng Ctrl+C. / Nothing is written; `loa build` makes what is published. Ctrl+C ends it."
)]
pub struct Serving {
    /// Cổng trên máy này / the port on this machine [mặc định: 1111 hoặc cổng trống kế tiếp / default: 1111, or the next free one].
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Không tự mở trình duyệt / do not open the browser.
    #[arg(long)]
    pub no_open: bool,
    /// Tự xem lại tệp mỗi nửa giây: cho ổ mạng, ổ dùng chung / look at the files every half second: for network folders.
    #[arg(long)]
    pub poll: bool,
    /// Cho điện thoại cùng mạng xem, bằng mã dùng một lần / let a phone in the same network look, by a code that works once.
    #[arg(long)]
    pub lan: bool,
    /// Xem như vào ngày này / show as on this day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Xem cả nơi mẫu / show made-up places too.
    #[arg(long)]
    pub sample: bool,
    /// Xem cả ngôn ngữ chờ duyệt / show languages that await review too.
    #[arg(long)]
    pub unreviewed: bool,
}

/// Runs `loa serve`.
pub fn run(mut out: Output, root: &Path, what: &Serving, tongue: Tongue) -> ExitCode {
    let request = Request {
        as_of: what.as_of,
        sample: what.sample,
        unreviewed: what.unreviewed,
        ..super::site::plain(root)
    };
    let lan = if what.lan { serve::lan() } else { None };
    if what.lan && lan.is_none() {
        let text = say! {
            vi: "máy này chưa vào mạng nào nên điện thoại chưa tới được; nối Wi-Fi hoặc mạng dây rồi chạy lại",
            en: "this machine is in no network, so no phone can reach it; connect it and run this again"
        };
        out.error(text.in_tongue(tongue));
        return ExitCode::from(2);
    }
    let options = Options { port: what.port, poll: what.poll, lan, tongue };
    let listener = match serve::listen(&options) {
        Ok(listener) => listener,
        Err(failure) => {
            out.failed(&failure, tongue);
            return ExitCode::from(2);
        }
    };
    let ending = say! { vi: "Dừng: Ctrl+C.", en: "Ctrl+C ends this." };
    show(out, request, listener, &options, !what.no_open, ending)
}

/// Shows a campaign at a port until the program is ended, and says how that is done.
pub fn show(
    out: Output,
    request: Request,
    listener: TcpListener,
    options: &Options,
    open: bool,
    ending: Text,
) -> ExitCode {
    let tongue = options.tongue;
    let terminal = std::sync::Arc::new(Mutex::new((out, Found::default())));
    let tell = {
        let terminal = std::sync::Arc::clone(&terminal);
        move |said: Said<'_>| {
            let mut terminal = terminal.lock().unwrap_or_else(PoisonError::into_inner);
            let (out, found) = &mut *terminal;
            follow(out, found, &said, tongue);
        }
    };
    let ended = serve::run_at(listener, request, options, Box::new(tell), |address| {
        let address = format!("http://{address}/");
        let Text { vi: ending_vi, en: ending_en } = &ending;
        let mut terminal = terminal.lock().unwrap_or_else(PoisonError::into_inner);
        let text = say! {
            vi: "Xem ở {address}\nLưu tệp là trang tự cập nhật. {ending_vi}",
            en: "Look at {address}\nPages follow what is saved. {ending_en}"
        };
        terminal.0.text(text.in_tongue(tongue));
        if open {
            // A machine without a browser still has the address.
            let _ = open::that_detached(&address);
        }
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let mut terminal = terminal.lock().unwrap_or_else(PoisonError::into_inner);
            terminal.0.failed(&failure, tongue);
            ExitCode::from(2)
        }
    }
}

/// How the campaign on show was found so far.
#[derive(Default)]
struct Found {
    /// It has errors.
    wrong: bool,
    /// It had none at least once, so there are pages to show.
    sound: bool,
}

/// Errors in full, and a line when they are gone.
fn follow(out: &mut Output, found: &mut Found, said: &Said<'_>, tongue: Tongue) {
    match said {
        Said::Read(report, sources) => {
            let errors = report.count(Level::Error);
            if errors > 0 {
                out.diagnostics(report, sources, tongue);
                let counted = counted(errors, "error");
                // What was never sound has no pages yet.
                let text = if found.sound {
                    say! { vi: "{errors} lỗi; đang hiện bản tốt gần nhất", en: "{counted}; the last good pages stay" }
                } else {
                    say! { vi: "{errors} lỗi; phần có lỗi chưa hiện cho tới khi sửa xong", en: "{counted}; what has them is not shown until it is mended" }
                };
                out.error(text.in_tongue(tongue));
            } else if found.wrong {
                let text = say! { vi: "Đã hết lỗi.", en: "All errors are gone." };
                out.text(text.in_tongue(tongue));
            }
            found.wrong = errors > 0;
            found.sound |= errors == 0;
        }
        Said::Failed(failure) => {
            out.failed(failure, tongue);
            found.wrong = true;
        }
        Said::Note(text) => out.error(text.in_tongue(tongue)),
        Said::Invite { address, code, whole } => {
            let text = say! {
                vi: "Điện thoại cùng mạng: quét mã này, hoặc mở {address} rồi gõ {code}. Mỗi mã cho một máy vào.",
                en: "A phone in the same network: scan this, or open {address} and type {code}. A code lets one in."
            };
            out.text(text.in_tongue(tongue));
            out.text(&square(whole));
        }
    }
}

/// Light rows and columns around a code, without which cameras do not find it.
const QUIET: usize = 4;

/// An address as a code for cameras, two rows of it a line: light on dark, whatever the colours of
/// the terminal are.
fn square(address: &str) -> String {
    let Ok(code) = fast_qr::QRBuilder::new(address).build() else { return String::new() };
    let side = code.size + 2 * QUIET;
    let light = |x: usize, y: usize| {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < code.size);
        let module = inside(x).zip(inside(y)).and_then(|(x, y)| code.data.get(y * code.size + x));
        !module.is_some_and(|module| module.value())
    };
    let line = |y: usize| {
        let modules = (0..side).map(|x| match (light(x, y), light(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        });
        format!("\u{1b}[97;40m{}\u{1b}[0m", modules.collect::<String>())
    };
    (0..side).step_by(2).map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_its_code_with_light_around_it() {
        let address = "http://192.168.1.5:1111/_loa/enter?code=3NQD4VHZ";
        let code = fast_qr::QRBuilder::new(address).build().unwrap();
        let shown = square(address);
        let rows: Vec<Vec<bool>> = shown
            .lines()
            .flat_map(|line| {
                let line = line.strip_prefix("\u{1b}[97;40m").unwrap();
                let line = line.strip_suffix("\u{1b}[0m").unwrap();
                let row = |light: &str| line.chars().map(|c| !light.contains(c)).collect();
                [row("█▀"), row("█▄")]
            })
            .collect();
        let dark = |x: usize, y: usize| rows[y][x];
        let side = code.size + 2 * QUIET;
        for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (y, x))) {
            let within = QUIET..QUIET + code.size;
            let expected = within.contains(&x)
                && within.contains(&y)
                && code.data[(y - QUIET) * code.size + x - QUIET].value();
            assert_eq!(dark(x, y), expected, "{x}, {y}");
        }
    }
}
