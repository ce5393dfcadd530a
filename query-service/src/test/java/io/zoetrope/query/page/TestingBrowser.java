package io.zoetrope.query.page;

import io.zoetrope.testing.process.TempFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium with a profile of its own: one for all tests of this module. */
public final class TestingBrowser {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static TestingBrowser shared;

    private final Path profile = TempFolders.create("zoetrope-browser");
    private final ChromeDriver driver;

    private TestingBrowser(Path chromium, Path chromedriver) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--mute-audio",
                "--blink-settings=availableHoverTypes=2,primaryHoverType=2",
                "--autoplay-policy=no-user-gesture-required",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .build();
        driver = new ChromeDriver(service, options);
    }

    /**
     * Started at the first call; ends with this process. Skips the test if Chromium or its driver
     * is not installed.
     */
    public static synchronized TestingBrowser get() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    private static TestingBrowser start() {
        Optional<Path> chromium = installed("chromium", "google-chrome");
        Optional<Path> chromedriver = installed("chromedriver");
        Assumptions.assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "skipped: no chromium and chromedriver here (Debian: chromium, chromium-driver)");
        return new TestingBrowser(chromium.get(), chromedriver.get());
    }

    private static Optional<Path> installed(String... names) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public void open(Object url, int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.get(url.toString());
    }

    public WebElement find(String css) {
        return await(css, () -> driver.findElements(By.cssSelector(css)).stream().findFirst());
    }

    /** The text of the first element, or nothing; read in one step while the page changes. */
    public String text(String css) {
        return (String)
                driver.executeScript(
                        "return document.querySelector(arguments[0])?.textContent ?? '';", css);
    }

    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Waits until there is something; fails after a while, saying what was waited for. */
    public <T> T await(String what, Supplier<Optional<T>> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                Optional<T> found = condition.get();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (StaleElementReferenceException e) {
                // The page replaced it while we looked: look again.
                continue;
            }
        }
        throw new AssertionError("waited in vain for " + what + "\n" + log());
    }

    public void awaitTrue(String what, Supplier<Boolean> condition) {
        await(what, () -> condition.get() ? Optional.of(true) : Optional.empty());
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What a script hands to its last argument, a function. */
    public Object runLater(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** What the page logged, errors of its policy included. */
    public List<String> log() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    public void save(Path picture) throws IOException {
        Files.createDirectories(picture.getParent());
        Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
    }

    private void close() {
        driver.quit();
        TempFolders.delete(profile);
    }
}
