package com.example;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@SpringBootApplication
@Controller
public class Photos {
    public static void main(String[] arguments) {
        SpringApplication.run(Photos.class, arguments);
    }

    @GetMapping("/")
    String index(Model model) {
        model.addAttribute("photos", List.of(new Photo("/cats/tom.jpg", "Tom"), new Photo("cats/tom.jpg", "Tom again")));
        return "index";
    }

    public record Photo(String url, String title) {}
}
