//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    agenda::Listed, completions::Completing, export::Exporting, import::Importing, new::Making,
    serve::Serving, sign::Sealing, status::Showing,
};
use crate::{
    load,
    model::{Date, Format, format},
};

/// Loa: viết một lần, mỗi xã một trang, một tờ in / write once, a page and a leaflet for every commune.
#[derive(Debug, Parser)]
#[command(
    name = "loa",
    version,
    after_help = "Không gõ lệnh nào (hay bấm đúp): mở chiến dịch ở đây trong trình duyệt. / Without a command: shows the campaign here in the browser.\n\nVí dụ / examples:\n  loa new campaign an-toan\n  loa serve\n  loa check\n  loa build\n\nMã kết thúc / exit codes: 0 xong / built, 1 nội dung có lỗi / the content has errors, 2 lệnh hoặc máy hỏng / the command or the machine failed."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Thư mục chiến dịch / the campaign's folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Ngôn ngữ của thông báo / language of messages.
    #[arg(long, global = true, value_name = "LANG", value_parser = ["vi", "en"])]
    pub messages: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Dựng trang mạng và tờ in / make the website and the leaflets.
    #[command(
        after_help = "Ví dụ / examples:\n  loa build\n  loa build --place loc-ninh --format copier\n  loa build --place loc-ninh --zip\n  loa build --place loc-ninh --press\n  loa build --lang vi --format all --out ket-qua"
    )]
    Build(Building),
    /// Soát lỗi, không ghi gì / look for mistakes, write nothing.
    #[command(
        after_help = "Ví dụ / examples:\n  loa check\n  loa check --strict\n  loa check --list gaps,reviews\n  loa check --explain part-missing"
    )]
    Check(Checking),
    /// Tạo chiến dịch, chủ đề, bài, nơi, ngôn ngữ mới / make new content.
    #[command(subcommand)]
    New(Making),
    /// Xem trong trình duyệt khi đang viết / look at the campaign in the browser while writing.
    Serve(Serving),
    /// Ghi người đã duyệt bài, quy trình / write down who approved a text.
    #[command(subcommand)]
    Sign(Sealing),
    /// Chiến dịch đang tới đâu / the campaign at a glance.
    Status(Showing),
    /// Xuất ra bảng tính để người khác điền / hand content out as workbooks.
    #[command(subcommand)]
    Export(Exporting),
    /// Nhập bảng tính đã điền, tệp Word / take in workbooks that were filled in, and Word files.
    #[command(subcommand)]
    Import(Importing),
    /// Để vỏ lệnh tự gõ nốt / let the shell finish what is begun.
    #[command(
        after_help = "Ví dụ / examples:\n  loa completions bash\n  loa completions powershell"
    )]
    Completions(Completing),
}

/// What a run is about.
#[derive(Debug, Args)]
pub struct Selecting {
    /// Chỉ nơi này, theo mã hoặc tên / only this place, by id or name; may be repeated.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub place: Vec<String>,
    /// Chỉ ngôn ngữ này / only this language.
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// Chỉ định dạng này / only this format; `all` for all.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help = formats())]
    pub format: Vec<String>,
    /// Số việc làm cùng lúc / how many threads.
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Coi cảnh báo là lỗi / warnings are errors.
    #[arg(long)]
    pub strict: bool,
    /// Tính như vào ngày này / as on this day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Cả ngôn ngữ chờ duyệt / languages that await review too.
    #[arg(long)]
    pub unreviewed: bool,
}

#[derive(Debug, Args)]
pub struct Building {
    #[command(flatten)]
    pub selection: Selecting,
    /// Thư mục kết quả / the output folder [mặc định / default: dist].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Nén các tờ in của mỗi nơi thành một tệp / pack the sheets of each place into one file.
    #[arg(long)]
    pub zip: bool,
    /// Thêm bản đưa nhà in: CMYK, chừa xén, dấu cắt / make sheets for a printing house too: CMYK, bleed, crop marks.
    #[arg(long)]
    pub press: bool,
    /// So từng tệp với bản đã ghi / compare the bytes of files that should not have changed.
    #[arg(long)]
    pub verify: bool,
    /// Dựng cả nơi mẫu / build made-up places too.
    #[arg(long)]
    pub sample: bool,
    /// Chỉ kê những tệp sẽ dựng, mỗi tệp một dòng; `*` là mã băm chưa biết / only list what would be made, one line a file; `*` is a hash not known yet.
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "human", require_equals = true, value_name = "human|json")]
    pub plan: Option<Shape>,
}

#[derive(Debug, Args)]
pub struct Checking {
    #[command(flatten)]
    pub selection: Selecting,
    /// Cách báo: cho người đọc, cho phần mềm / how to report: for people, for programs.
    #[arg(long, value_enum, default_value = "human")]
    pub report: Shape,
    /// Kê từng mục: chỗ còn thiếu, mục chờ duyệt, cảnh báo, câu của mỗi bài / list each of these.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "gaps|reviews|warnings|sentences")]
    pub list: Vec<Listed>,
    /// Liệt kê liên kết ra ngoài, không mở thử / list links that leave the campaign; none is fetched.
    #[arg(long)]
    pub links: bool,
    /// Nói rõ một mã lỗi, kèm ví dụ đúng / tell why a code is said, with a right example.
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
}

/// How `check` reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// Cho người đọc / for people.
    Human,
    /// Cho phần mềm / for programs.
    Json,
}

/// The formats that every campaign has; its own theme may have more.
fn formats() -> String {
    let named = Format::<&str>::NAMED.map(|format| format.to_string()).join(", ");
    let (layouts, all) = (load::built_in_layouts().join(", "), format::ALL);
    format!(
        "Chỉ định dạng này / only this format: {named}, {layouts}, {all}; hoặc tờ in của giao diện riêng / or a layout of your theme"
    )
}
