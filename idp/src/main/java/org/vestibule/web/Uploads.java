package org.vestibule.web;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;

/** The one address that takes files. Everywhere else a form with a file has no parameters at all. */
@Configuration(proxyBeanMethods = false)
public class Uploads {

    private static final String ADDRESS = "/admin/users/import";

    /** A somewhat larger file gets a page that says so; one beyond this ends the connection. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int IN_MEMORY = 64 << 10;

    Uploads() {}

    /** Whether a request brings a file to where files are taken. Its parameters cannot be read without reading the file. */
    public static boolean is(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                && request.getRequestURI().equals(request.getContextPath() + ADDRESS);
    }

    /** The same pages as everywhere; only this registration may read files. */
    @Bean
    static ServletRegistrationBean<HttpServlet> uploadServlet(DispatcherServlet pages) {
        ServletRegistrationBean<HttpServlet> registration =
                new ServletRegistrationBean<>(new UploadServlet(pages), ADDRESS);
        registration.setName("uploads");
        registration.setMultipartConfig(new MultipartConfigElement("", MOST_BYTES, MOST_BYTES, IN_MEMORY));
        return registration;
    }

    private static final class UploadServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient DispatcherServlet pages;

        UploadServlet(DispatcherServlet pages) {
            this.pages = pages;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            pages.service(request, response);
        }
    }
}
