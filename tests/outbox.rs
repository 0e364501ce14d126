//! The outbox in a real Chromium against a real server that fails in the ways servers and networks do: each draft is there
//! exactly once, or still in the outbox.

use std::time::Duration;

use serde_json::json;
use tests::{
    receiver::{Manner, Receiver},
    writer::{PAGE, Writer, portal},
};
use tokio::time::sleep;
use wire::written::{Step, Written};

/// A member at a portal that sends to a receiver.
async fn writer(name: &str) -> (Writer, Receiver, tempfile::TempDir) {
    let receiver = Receiver::start().await;
    let folder = portal(Some(&receiver.address()));
    let writer = Writer::open(name, folder.path().join("dist")).await;
    (writer, receiver, folder)
}

/// The steps of all drafts on the phone.
async fn steps(writer: &Writer) -> Vec<Step> {
    let script = "return Object.keys(localStorage).filter((key) => key.startsWith('portal.draft.')).map((key) => localStorage.getItem(key))";
    let kept: Vec<String> = serde_json::from_value(writer.browser.script(script).await).expect("texts");
    kept.iter()
        .map(|text| Written::decode(text).expect("a draft").standing.step)
        .collect()
}

/// Waits until the only draft on the phone has taken a step.
async fn stands(writer: &Writer, step: Step) {
    let mut found = Vec::new();
    for _ in 0..400 {
        found = steps(writer).await;
        if found == [step] {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("{found:?}, not {step:?}");
}

/// Looks for a while whether anything more is sent.
async fn stays(receiver: &Receiver, asked: usize, kept: usize) {
    sleep(Duration::from_secs(3)).await;
    let state = receiver.kept();
    assert_eq!(
        (state.asked.len(), state.texts.len()),
        (asked, kept),
        "{:?}",
        state.asked
    );
}

const TEXT: &str = "Gấp đôi tay áo vào trong rồi cuộn từ dưới lên.";

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_it_waits_and_goes_once_when_there_is_one() {
    let (writer, receiver, _folder) = writer("cut").await;
    writer.write("tip", "Mẹo gấp áo", TEXT).await;
    writer.offline(true).await;
    writer.post().await;
    writer.browser.sees("[data-desk]", "đang chờ mạng").await;
    stays(&receiver, 0, 0).await;
    stands(&writer, Step::Waiting).await;
    writer.offline(false).await;
    writer.browser.sees("[data-desk]", "công đoàn đã nhận").await;
    stays(&receiver, 1, 1).await;
    assert!(
        !writer.keys().await.contains(&"portal.outbox.v1".to_owned()),
        "nothing waits"
    );
    let (origin, cookies) = {
        let kept = receiver.kept();
        let header = |name: &str| {
            kept.headers
                .get(name)
                .map(|value| value.to_str().expect("text").to_owned())
        };
        (header("referer"), header("cookie"))
    };
    assert_eq!(
        (origin, cookies),
        (None, None),
        "the address learns neither page nor cookies"
    );
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_or_fails_is_tried_again_and_gets_it_once() {
    let (writer, mut receiver, _folder) = writer("fails").await;
    receiver.go_away();
    writer.write("tip", "Mẹo gấp áo", TEXT).await;
    writer.post().await;
    writer.browser.sees("[data-desk]", "máy thử lại lúc").await;
    receiver.come_back().await;
    receiver.kept().manner = Manner::Fails(500);
    writer.browser.click("[data-act=again]").await;
    receiver.asked(1).await;
    writer.browser.sees("[data-desk]", "máy thử lại lúc").await;
    stands(&writer, Step::Waiting).await;
    assert_eq!(receiver.kept().texts.len(), 0);
    receiver.kept().manner = Manner::Keeps;
    // Without any act of hers: the second wait is half a minute.
    for _ in 0..90 {
        if steps(&writer).await == [Step::Sent] {
            break;
        }
        sleep(Duration::from_secs(1)).await;
    }
    writer.browser.sees("[data-desk]", "công đoàn đã nhận").await;
    stays(&receiver, 2, 1).await;
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_wanted_is_told_and_not_tried_again() {
    let (writer, receiver, _folder) = writer("refused").await;
    receiver.kept().manner = Manner::Fails(413);
    writer.write("tip", "Mẹo gấp áo", TEXT).await;
    writer.post().await;
    writer.browser.sees("[data-desk]", "nơi nhận từ chối (mã 413)").await;
    stays(&receiver, 1, 0).await;
    stands(&writer, Step::Refused).await;
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_closed_while_it_sends_costs_nothing_and_brings_no_second_copy() {
    let (writer, receiver, _folder) = writer("closed").await;
    receiver.kept().manner = Manner::Silent;
    writer.write("tip", "Mẹo gấp áo", TEXT).await;
    writer.post().await;
    receiver.asked(1).await;
    stands(&writer, Step::Sending).await;
    // The server has it, and the page is gone before it says so. Any page of the portal goes on with it.
    writer.go("gioi-thieu/").await;
    receiver.kept().manner = Manner::Keeps;
    writer.go("gioi-thieu/").await;
    receiver.asked(2).await;
    stands(&writer, Step::Sent).await;
    let kept = receiver.kept().texts.len();
    assert_eq!(kept, 1, "the key is the same");
    let asked = receiver.kept().asked.clone();
    assert!(asked.iter().all(|key| *key == asked[0]), "{asked:?}");
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_tap_is_one() {
    let (writer, receiver, _folder) = writer("double").await;
    receiver.kept().manner = Manner::Slow(Duration::from_secs(1));
    writer.write("tip", "Mẹo gấp áo", TEXT).await;
    writer.review().await;
    writer
        .browser
        .script(
            "const button = document.querySelector('[data-act=post]'); button.click(); button.click(); button.click()",
        )
        .await;
    writer.browser.sees("[data-desk]", "công đoàn đã nhận").await;
    stays(&receiver, 1, 1).await;
    writer.browser.close().await;
}

/// Two tabs with one waiting draft, both told at once that the network is back.
async fn two_tabs(name: &str, before: &str) {
    let (writer, receiver, _folder) = writer(name).await;
    if !before.is_empty() {
        writer.browser.before_each_page(before).await;
        writer.reload().await;
    }
    receiver.kept().manner = Manner::Fails(503);
    writer.write("tip", "Mẹo gấp áo", TEXT).await;
    writer.post().await;
    receiver.asked(1).await;
    stands(&writer, Step::Waiting).await;
    let first = writer.browser.client.window().await.expect("a tab");
    let tab = writer.browser.client.new_window(true).await.expect("a tab");
    writer
        .browser
        .client
        .switch_to_window(tab.handle)
        .await
        .expect("the second tab");
    if !before.is_empty() {
        writer.browser.before_each_page(before).await;
    }
    writer.go(PAGE).await;
    receiver.kept().manner = Manner::Slow(Duration::from_secs(2));
    // Each by a clock of its own, set to the same moment.
    let at_once = "const moment = Math.ceil(Date.now() / 1000) * 1000 + 2000; \
                   localStorage.setItem('moment', moment); setTimeout(() => dispatchEvent(new Event('online')), moment - Date.now())";
    writer.browser.script(at_once).await;
    writer
        .browser
        .client
        .switch_to_window(first)
        .await
        .expect("the first tab");
    writer
        .browser
        .script(
            "setTimeout(() => dispatchEvent(new Event('online')), Number(localStorage.getItem('moment')) - Date.now())",
        )
        .await;
    stands(&writer, Step::Sent).await;
    writer.browser.sees("[data-desk]", "công đoàn đã nhận").await;
    // The one that failed, and one that did not.
    stays(&receiver, 2, 1).await;
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_send_once() {
    two_tabs("tabs", "").await;
}

/// As over a connection that is not encrypted, where browsers have no locks.
#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_without_locks_send_once() {
    two_tabs(
        "lease",
        "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cancelled_is_not_sent_and_can_be_written_on() {
    let (writer, receiver, _folder) = writer("cancelled").await;
    writer.write("tip", "Mẹo gấp áo", TEXT).await;
    writer.offline(true).await;
    writer.post().await;
    writer.browser.sees("[data-desk]", "đang chờ mạng").await;
    writer.browser.click("[data-act=cancel]").await;
    writer.browser.sees("[data-desk]", "đang viết").await;
    writer.offline(false).await;
    stays(&receiver, 0, 0).await;
    writer.browser.click("[data-act=open]").await;
    let text = writer
        .browser
        .script("return document.querySelector('[data-field=text]').value")
        .await;
    assert_eq!(text, json!(TEXT));
    // What was sent and then changed is another version: another key, the same number.
    writer.post().await;
    writer.browser.sees("[data-desk]", "công đoàn đã nhận").await;
    writer.browser.click("[data-act=open]").await;
    writer.browser.type_into("[data-field=text]", " Vuốt phẳng.").await;
    writer.post().await;
    receiver.asked(2).await;
    stands(&writer, Step::Sent).await;
    let keys: Vec<String> = receiver.kept().texts.keys().cloned().collect();
    assert_eq!(keys.len(), 2);
    assert_eq!(keys[0][..17], keys[1][..17]);
    writer.browser.close().await;
}
