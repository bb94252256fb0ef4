"""A real browser draws, clicks and reads what the page says."""

import json
import os
import pathlib
import subprocess
import time

import numpy
import pytest
from PIL import Image
from selenium import webdriver
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from conftest import BUILD, Server, onward
from strokes import jittered

AUDIT = (pathlib.Path(__file__).parent / "audit.js").read_text()


@pytest.fixture(scope="module")
def browser():
    options = webdriver.ChromeOptions()
    # Without its own sandbox, which root may not use.
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, Service(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture(autouse=True)
def clean(browser):
    """Whatever a test did: nothing was asked of other machines, and the console has no error."""
    yield
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = message["params"]["request"]["url"]
            assert address.startswith(("http://127.0.0.1:", "data:", "blob:", "chrome:", "about:", "file:")), address
    # A refusal that the page is told of is logged by browsers, too.
    errors = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert [entry for entry in errors if "status of 400" not in entry["message"]] == []


def wait(browser, until, seconds=20):
    return WebDriverWait(browser, seconds, 0.05).until(lambda _: until())


def text(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector).text


def open_page(browser, server, model):
    browser.get(server.url + "/")
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#model option"))
    Select(browser.find_element(By.ID, "model")).select_by_visible_text(model)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#blocks .block"))


def draw(browser, digit, seed):
    """Draws, and waits for the answer to the whole drawing."""
    clear = browser.find_element(By.ID, "clear")
    browser.execute_script("arguments[0].click()", clear)
    sheet = browser.find_element(By.CSS_SELECTOR, "canvas.paper")
    side = sheet.size["width"]
    hand = ActionBuilder(browser, mouse=PointerInput("mouse", "pen"), duration=2)
    for stroke in jittered(digit, seed, side):
        for place, (x, y) in enumerate(stroke):
            hand.pointer_action.move_to(sheet, int(x - side / 2), int(y - side / 2))
            if place == 0:
                hand.pointer_action.pointer_down()
        hand.pointer_action.pointer_up()
    hand.perform()
    time.sleep(0.25)
    return wait(browser, lambda: verdict(browser))


def verdict(browser):
    said = text(browser, "#verdict")
    return said.split(" (")[0] if "(" in said else None


def votes(browser):
    """From block 1 up."""
    return browser.execute_script(
        "return [...document.querySelectorAll('#blocks .vote')].map((each) => each.textContent).reverse()")


@pytest.mark.parametrize("model", ["digits", "goodness"])
def test_drawn_digits_are_told_with_every_blocks_vote(browser, server, model):
    open_page(browser, server, model)
    right = 0
    for place in range(20):
        right += draw(browser, place % 10, place // 10) == str(place % 10)
        assert all(vote.startswith("votes ") for vote in votes(browser))
        assert len(browser.find_elements(By.CSS_SELECTOR, "#blocks .bar")) == 20
    assert right >= 17
    assert "early exit" in text(browser, "#exit").lower()
    assert ("goodness" in text(browser, "#legend")) == (model == "goodness")


def test_a_copy_is_taught_that_a_7_is_a_1_and_the_model_still_says_7(browser, server):
    open_page(browser, server, "digits")
    assert draw(browser, 7, 3) == "7"
    Select(browser.find_element(By.ID, "truth")).select_by_visible_text("1")
    times = browser.find_element(By.ID, "times")
    browser.execute_script("arguments[0].value = 5", times)
    for lessons in range(1, 21):
        browser.find_element(By.CSS_SELECTOR, "#teach button").click()
        wait(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, "#history li")) == lessons)
        time.sleep(0.2)
        if verdict(browser) == "1":
            break
    assert verdict(browser) == "1"
    assert "your own copy" in text(browser, "#copy-state")
    assert browser.find_element(By.ID, "save").get_attribute("href").endswith("/model.safetensors")
    # The model itself, asked about the same drawing.
    browser.find_element(By.ID, "throw").click()
    wait(browser, lambda: verdict(browser) == "7")
    assert browser.find_elements(By.CSS_SELECTOR, "#history li") == []


def test_with_block_2_damaged_block_1_still_answers(browser, server):
    open_page(browser, server, "digits")
    assert draw(browser, 3, 1) == "3"
    before = votes(browser)
    block = browser.find_element(By.CSS_SELECTOR, '.block[data-block="2"]')
    Select(block.find_element(By.CLASS_NAME, "share")).select_by_value("1")
    block.find_element(By.CLASS_NAME, "damage").click()
    wait(browser, lambda: len(votes(browser)) == 2 and votes(browser)[1] and votes(browser)[1] != before[1])
    assert votes(browser)[0] == before[0]
    box = browser.find_element(By.CSS_SELECTOR, '.block[data-block="2"] .counts')
    box.click()
    wait(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, "#history li")) == 2)
    wait(browser, lambda: verdict(browser) == "3")
    # Block 1 cannot go: what is above it would not fit.
    browser.find_element(By.CSS_SELECTOR, '.block[data-block="1"] .remove').click()
    wait(browser, lambda: text(browser, "#trouble"))
    browser.find_element(By.CSS_SELECTOR, '.block[data-block="2"] .remove').click()
    wait(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, "#blocks .block")) == 1)


def test_rows_and_texts_are_typed(browser, server):
    open_page(browser, server, "table")
    browser.find_element(By.NAME, "length").send_keys("5")
    browser.find_element(By.NAME, "color").send_keys("red")
    browser.find_element(By.CSS_SELECTOR, ".row-input button").click()
    wait(browser, lambda: verdict(browser) == "long")
    open_page(browser, server, "texts")
    browser.find_element(By.ID, "text").send_keys("poor rain, bad cloud")
    wait(browser, lambda: verdict(browser) == "neg")


def test_a_photo_is_chosen(browser, server, tmp_path, pictures):
    Image.fromarray(numpy.load(pictures[0])[0]).save(tmp_path / "photo.png")
    open_page(browser, server, "digits")
    browser.find_element(By.ID, "photo").send_keys(str(tmp_path / "photo.png"))
    wait(browser, lambda: verdict(browser))


def test_a_training_is_watched_to_its_end(browser, tmp_path):
    training = subprocess.Popen(
        [BUILD / "onward", "train", "--data", "synthetic-digits", "--network", "300,300", "--epochs", "25",
         "--output", tmp_path / "live", "--watch", "--quiet"], stderr=subprocess.PIPE, text=True)
    url = next(line for line in training.stderr if line.startswith("listening at")).split()[-1]
    browser.get(url)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#charts svg"), 30)
    wait(browser, lambda: "ended" in text(browser, "#state"), 60)
    assert "25 epochs of 25" in text(browser, "#state")
    assert training.wait(30) == 0
    # The server is gone; what was shown stays.
    assert len(browser.find_elements(By.CSS_SELECTOR, "#charts figure")) >= 4
    browser.get("about:blank")
    browser.get_log("browser")


def test_runs_are_compared(browser, server):
    browser.get(server.url + "/page/runs.html")
    wait(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, "#runs tbody tr")) == 4)
    for box in browser.find_elements(By.CSS_SELECTOR, "#runs input"):
        if not box.is_selected():
            box.click()
    wait(browser, lambda: text(browser, "#state").count("ended") == 4)
    assert "goodness, block 1" in text(browser, "#charts")
    browser.find_element(By.LINK_TEXT, "digits").click()
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "svg"))
    assert "digits" in text(browser, "h1, main, body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_names_contrast_and_width(browser, server, width, scheme):
    """Everything has a name, is read easily and fits, on a phone too."""
    media = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
    try:
        open_page(browser, server, "goodness")
        draw(browser, 2, 1)
        assert browser.execute_script(AUDIT) == []
        picture(browser, f"page-{width}-{scheme}")
        browser.get(server.url + "/page/runs.html")
        wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#charts svg"))
        assert browser.execute_script(AUDIT) == []
        picture(browser, f"runs-{width}-{scheme}")
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_the_keyboard_draws_and_asks(browser, server):
    open_page(browser, server, "digits")
    sheet = browser.find_element(By.CSS_SELECTOR, "canvas.paper")
    browser.execute_script("arguments[0].focus()", sheet)
    keys = ["\ue013"] * 8 + [" "] + ["\ue015"] * 16
    for key in keys:
        sheet.send_keys(key)
    wait(browser, lambda: verdict(browser))


def picture(browser, name):
    """What the page looks like, where a folder for pictures is named."""
    if folder := os.environ.get("ONWARD_PICTURES"):
        browser.save_screenshot(str(pathlib.Path(folder) / f"{name}.png"))


def test_the_picture_that_readme_shows(browser, server):
    """Below 150 KB; kept where ONWARD_SCREENSHOT names a file."""
    browser.set_window_size(1180, 860)
    open_page(browser, server, "goodness")
    draw(browser, 7, 1)
    time.sleep(0.5)
    shot = os.environ.get("ONWARD_SCREENSHOT")
    if not shot:
        return
    browser.save_screenshot(shot)
    Image.open(shot).convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(shot, optimize=True)
    assert os.path.getsize(shot) < 150_000


def test_a_report_and_a_comparison_are_opened_from_disk(browser, runs, tmp_path):
    browser.get((runs / "digits" / "report.html").as_uri())
    assert "digits" in text(browser, "body")
    assert len(browser.find_elements(By.CSS_SELECTOR, "svg")) >= 3
    onward("compare", runs / "digits", runs / "goodness", "--html", tmp_path / "compared.html")
    browser.get((tmp_path / "compared.html").as_uri())
    assert "goodness" in text(browser, "body") and browser.find_elements(By.CSS_SELECTOR, "svg")
